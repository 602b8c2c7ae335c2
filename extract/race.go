//go:build race

package extract

// slowdown is how much longer matches take under the race detector.
const slowdown = 20
