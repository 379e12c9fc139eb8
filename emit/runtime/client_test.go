package runtime

import (
	"math"
	"testing"
	"time"
)

func TestRandom(t *testing.T) {
	if a, b := randomLong(), randomLong(); a == 0 || a == b {
		t.Errorf("randomLong drew %d and %d", a, b)
	}
	if n := randomInt(); n == 0 || n < math.MinInt32 || n > math.MaxInt32 {
		t.Errorf("randomInt drew %d, which TL's int can't hold or means unset", n)
	}
	ids := randomEach(3)
	if len(ids) != 3 || ids[0] == ids[1] || ids[1] == ids[2] {
		t.Errorf("randomEach drew %v", ids)
	}
	before := time.Now().Unix()
	if upper := randomTimed() >> 32; upper < before || upper > time.Now().Unix() {
		t.Errorf("the upper half of randomTimed is %d, the time %d", upper, before)
	}
}
