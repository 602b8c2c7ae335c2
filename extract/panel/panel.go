// Package panel lays the rows of many reports side by side: the panel of
// regions, years and indicators, the coverage of headline indicators, the
// checks of an audit, and the difference between two datasets. It reads rows
// only and knows nothing of how they were found.
package panel
