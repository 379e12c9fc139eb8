package runtime

import (
	"math"
	"testing"
	"time"

	"github.com/gotd/td/tg"
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

func TestPtr(t *testing.T) {
	if p := Ptr(0); p == nil || *p != 0 {
		t.Errorf("Ptr(0) is %v", p)
	}
	if NonZero(0) != nil || NonZero("") != nil || NonZero(false) != nil || NonZero(tg.InputStarsTransaction{}) != nil || NonZero[tg.InputPeerClass](nil) != nil {
		t.Error("NonZero of a zero value is not nil")
	}
	if p := NonZero[int64](5); p == nil || *p != 5 {
		t.Errorf("NonZero(5) is %v", p)
	}
	post := tg.SuggestedPost{Price: &tg.StarsAmount{Amount: 1}}
	if p := NonZero(post); p == nil || p.Price != post.Price {
		t.Errorf("NonZero(%v) is %v", post, p)
	}
}
