package schema

// What the closed columns may hold, by column. A status is another thing of a
// document than of an observation.
var (
	kindValues       = values(Level, Growth, Rate, Completion, Delta, Rank, Multiple)
	boundValues      = values(Eq, Approx, Ge, Gt, Le, Lt, Range)
	statusValues     = values(Actual, Estimate, Target, Baseline, Forecast)
	reportKindValues = values(PlanReport, WorkReport, Communique, BudgetReport, Analysis, OtherReport)
	reasonValues     = values(ReasonDate, ReasonOrdinal, ReasonName, ReasonHeading, ReasonDocumentNumber, ReasonThreshold, ReasonUnitUnknown, ReasonSubjectUnknown, ReasonOther)
	readingValues    = []string{"ok", "partial", "failed"}
	levelValues      = []string{"country", "province", "prefecture", "county"}
)

func values[T ~string](all ...T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// Values are all that a column of a table may hold, in the order of the
// annotation guide; nil where it holds numbers, dates, or any text. NULL is
// not among them: Column.Nullable says whether it may stand there too.
func Values(table, column string) []string {
	switch column {
	case "kind":
		return kindValues
	case "bound", "growth_bound":
		return boundValues
	case "report_kind":
		return reportKindValues
	case "region_level":
		return levelValues
	case "reason":
		return reasonValues
	case "status":
		if table == "documents" {
			return readingValues
		}
		return statusValues
	}
	return nil
}
