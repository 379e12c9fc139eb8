// Package heap has Linux give docgen its memory in huge pages. A program imports
// it for that alone; it does nothing on other systems, and nothing where
// Linux has no huge pages for those who ask.
//
// A short run is one that touches most of its memory for the first time, and each
// first touch of a page interrupts it: of 4 kB at a time, the 757 pages of eight
// years take 8,000 interruptions, a fifth of the time. Collecting more often would
// touch less, and costs as much. Huge pages make it one in 512, and memory so cheap
// that a run may do with collecting later, once or twice.
package heap
