package generated_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/mt"
	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
	"github.com/gotd/td/tgtest"
	"github.com/gotd/td/transport"
)

// datacenter is the number of the server's datacenter.
const datacenter = 2

// server is a Telegram that gives the same answer to every call.
type server struct {
	options []tg.DCOption

	mu sync.Mutex
	// result is the answer to calls; an *mt.RPCError is an error. If once is set, it
	// is the answer to the next call instead.
	result, once bin.Encoder
	// queries are the encoded queries that came since result was set.
	queries [][]byte
	// silent makes the server answer no call.
	silent bool
}

// connect starts a server on a loopback port, and returns it with a client
// that is connected to it. Both stop with the test.
func connect(t *testing.T) (*server, *telegram.Client) {
	t.Helper()
	rsaKey, err := rsa.GenerateKey(rand.Reader, crypto.RSAKeyBits)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().(*net.TCPAddr)
	s := &server{options: []tg.DCOption{{ID: datacenter, IPAddress: address.IP.String(), Port: address.Port, Static: true}}}

	key := tgtest.NewPrivateKey(rsaKey)
	endpoint := tgtest.NewServer(key, s, tgtest.ServerOptions{DC: datacenter})
	background(t, func(ctx context.Context) error {
		return endpoint.Serve(ctx, transport.ListenCodec(nil, listener))
	})
	return s, s.newClient(t, key.Public())
}

func (s *server) newClient(t *testing.T, key telegram.PublicKey) *telegram.Client {
	t.Helper()
	client := telegram.NewClient(telegram.TestAppID, telegram.TestAppHash, telegram.Options{
		PublicKeys: []telegram.PublicKey{key},
		DC:         datacenter,
		DCList:     dcs.List{Options: s.options},
		Resolver:   dcs.Plain(dcs.PlainOptions{}),
		// A request that the client sent again would count as a second call.
		RetryInterval: time.Hour,
	})
	ready := make(chan struct{})
	stopped := background(t, func(ctx context.Context) error {
		return client.Run(ctx, func(ctx context.Context) error {
			close(ready)
			<-ctx.Done()
			return ctx.Err()
		})
	})
	select {
	case <-ready:
	case err := <-stopped:
		t.Fatalf("the client stopped before it was connected: %v", err)
	}
	return client
}

// background runs f until the test ends, and the test waits for f to return. Then the
// channel has the error of f and is closed.
func background(t *testing.T, f func(ctx context.Context) error) <-chan error {
	stopped := make(chan error, 1)
	ctx := t.Context()
	go func() {
		defer close(stopped)
		stopped <- f(ctx)
	}()
	t.Cleanup(func() {
		if err := <-stopped; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	return stopped
}

// answer sets the answer to calls from now on, and forgets the queries so far.
func (s *server) answer(result bin.Encoder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.result, s.once, s.queries, s.silent = result, nil, nil, false
}

// silence makes the server answer no call from now on.
func (s *server) silence() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silent = true
}

func (s *server) isSilent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.silent
}

// fail makes calls fail from now on, and forgets the queries so far.
func (s *server) fail(code int, message string) {
	s.answer(&mt.RPCError{ErrorCode: code, ErrorMessage: message})
}

// failOnce makes the next call fail, and sets the answer to the calls after it.
func (s *server) failOnce(code int, message string, result bin.Encoder) {
	s.answer(result)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.once = &mt.RPCError{ErrorCode: code, ErrorMessage: message}
}

// count returns the number of queries since answer.
func (s *server) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queries)
}

// query decodes the only query since answer into query.
func (s *server) query(t *testing.T, query bin.Decoder) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queries) != 1 {
		t.Fatalf("the server got %d queries, want 1", len(s.queries))
	}
	b := bin.Buffer{Buf: s.queries[0]}
	if err := query.Decode(&b); err != nil {
		t.Fatal(err)
	}
	if b.Len() != 0 {
		t.Fatalf("the query has %d more bytes than a %T", b.Len(), query)
	}
}

// OnMessage implements tgtest.Handler.
func (s *server) OnMessage(endpoint *tgtest.Server, request *tgtest.Request) error {
	id, err := request.Buf.PeekID()
	if err != nil {
		return err
	}
	if id == mt.MsgsAckTypeID || s.isSilent() {
		return nil
	}
	if err := unwrap(request.Buf); err != nil {
		return tgerr.New(400, fmt.Sprintf("NOT_WRAPPED: %v", err))
	}
	result, err := s.receive(request)
	if err != nil {
		return err
	}
	return endpoint.SendResult(request, result)
}

// receive records a query and returns its answer.
func (s *server) receive(request *tgtest.Request) (bin.Encoder, error) {
	id, err := request.Buf.PeekID()
	if err != nil {
		return nil, err
	}
	if id == tg.InitConnectionRequestTypeID {
		return &tg.Config{ThisDC: datacenter, DCOptions: s.options}, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queries = append(s.queries, request.Buf.Copy())
	if once := s.once; once != nil {
		s.once = nil
		return once, nil
	}
	if s.result == nil {
		return nil, tgerr.New(400, "ANSWER_NOT_SET")
	}
	return s.result, nil
}

// unwrap removes the wrappers in which a telegram.Client without updates puts each
// call. tgtest.UnpackInvoke, and with it every server of tgtest/cluster, would also
// remove the wrappers of the code under test.
func unwrap(b *bin.Buffer) error {
	for _, wrapper := range []bin.Decoder{
		&tg.InvokeWithoutUpdatesRequest{Query: rest{}},
		&tg.InvokeWithLayerRequest{Query: rest{}},
		&tg.InvokeWithoutUpdatesRequest{Query: rest{}},
	} {
		if err := wrapper.Decode(b); err != nil {
			return err
		}
	}
	return nil
}

// rest is the query of a wrapper. Decoding leaves it in the buffer.
type rest struct{}

func (rest) Decode(*bin.Buffer) error { return nil }

func (rest) Encode(*bin.Buffer) error { return errors.New("the rest of a buffer can't be encoded") }
