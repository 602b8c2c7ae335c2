package batch

import (
	"context"
	"runtime"
	"sync"
)

// each calls do for 0 to n-1, jobs of them at the same time, and took, in one
// goroutine, with what comes of each as they end. The first error of either,
// or that of ctx, ends it. Then it does not wait for what is still going on,
// whose outcome is lost.
func each[T any](ctx context.Context, jobs, n int, do func(ctx context.Context, i int) (T, error), took func(i int, t T) error) error {
	type outcome struct {
		i   int
		t   T
		err error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	todo, results := make(chan int), make(chan outcome)
	for range min(jobs, n) {
		go func() {
			for i := range todo {
				t, err := do(ctx, i)
				select {
				case results <- outcome{i, t, err}:
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	go func() {
		defer close(todo)
		for i := range n {
			select {
			case todo <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range n {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case o := <-results:
			if o.err != nil {
				return o.err
			}
			if err := took(o.i, o.t); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// A budget bounds the bytes of all files that are worked on at the same time.
// A file larger than all of it is worked on alone.
type budget struct {
	mu    sync.Mutex
	freed sync.Cond
	limit int64
	used  int64
}

func newBudget(limit int64) *budget {
	b := &budget{limit: limit}
	b.freed.L = &b.mu
	return b
}

// take waits until n bytes are free. What it returns gives them back.
func (b *budget) take(n int64) (release func()) {
	b.mu.Lock()
	for b.used > 0 && b.used+n > b.limit {
		b.freed.Wait()
	}
	b.used += n
	b.mu.Unlock()
	return func() {
		b.mu.Lock()
		b.used -= n
		b.mu.Unlock()
		b.freed.Broadcast()
	}
}
