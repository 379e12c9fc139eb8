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
	"golang.org/x/sync/errgroup"
)

// datacenter is the number of the server's datacenter.
const datacenter = 2

// server is a Telegram that gives the same answer to every call, but to calls of the
// methods that have one of their own.
type server struct {
	options []tg.DCOption

	mu sync.Mutex
	// result is the answer to calls; an *mt.RPCError is an error. If once is set, it
	// is the answer to the next call instead.
	result, once bin.Encoder
	// answers are the answers to calls of some methods.
	answers answers
	// queries are the encoded queries that came since result was set.
	queries [][]byte
	// silent makes the server answer no call.
	silent bool
}

// connect starts a server on a loopback port, and returns it with a client
// with the middlewares that is connected to it. Both stop with the test.
func connect(t *testing.T, middlewares ...telegram.Middleware) (*server, *telegram.Client) {
	t.Helper()
	s, client, stop, err := start(middlewares...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return s, client
}

// start starts a server on a loopback port, and a client with the middlewares that is
// connected to it. The function stops both, and returns what went wrong.
func start(middlewares ...telegram.Middleware) (*server, *telegram.Client, func() error, error) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, crypto.RSAKeyBits)
	if err != nil {
		return nil, nil, nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	group, ctx := errgroup.WithContext(ctx)
	stop := func() error {
		cancel()
		if err := group.Wait(); !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		cancel()
		return nil, nil, nil, err
	}
	address := listener.Addr().(*net.TCPAddr)
	s := &server{options: []tg.DCOption{{ID: datacenter, IPAddress: address.IP.String(), Port: address.Port, Static: true}}}
	key := tgtest.NewPrivateKey(rsaKey)
	endpoint := tgtest.NewServer(key, s, tgtest.ServerOptions{DC: datacenter})
	group.Go(func() error { return endpoint.Serve(ctx, transport.ListenCodec(nil, listener)) })

	client := telegram.NewClient(telegram.TestAppID, telegram.TestAppHash, telegram.Options{
		PublicKeys:  []telegram.PublicKey{key.Public()},
		DC:          datacenter,
		DCList:      dcs.List{Options: s.options},
		Resolver:    dcs.Plain(dcs.PlainOptions{}),
		Middlewares: middlewares,
		// A request that the client sent again would count as a second call.
		RetryInterval: time.Hour,
	})
	ready := make(chan struct{})
	group.Go(func() error {
		return client.Run(ctx, func(ctx context.Context) error {
			close(ready)
			<-ctx.Done()
			return ctx.Err()
		})
	})
	select {
	case <-ready:
		return s, client, stop, nil
	case <-ctx.Done():
		return nil, nil, nil, fmt.Errorf("the client stopped before it was connected: %w", stop())
	}
}

// answer sets the answer to calls from now on, and forgets the queries so far.
func (s *server) answer(result bin.Encoder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.result, s.once, s.answers, s.queries, s.silent = result, nil, nil, nil, false
}

// answers are the answers to calls, by the TypeID of the request. To a request for which
// the function returns nil there is none.
type answers map[uint32]func(request *bin.Buffer) bin.Encoder

// always is the same answer to each request.
func always(result bin.Encoder) func(*bin.Buffer) bin.Encoder {
	return func(*bin.Buffer) bin.Encoder { return result }
}

// answerEach sets the answers to calls of some methods.
func (s *server) answerEach(a answers) {
	s.answer(nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = a
}

// testClient returns a client that is connected to a server with these answers, and a
// function that stops both.
func testClient(a answers, middlewares ...telegram.Middleware) (client *telegram.Client, stop func()) {
	s, client, stopped, err := start(middlewares...)
	if err != nil {
		panic(err)
	}
	s.answerEach(a)
	return client, func() {
		if err := stopped(); err != nil {
			panic(err)
		}
	}
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
	if err != nil || result == nil {
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
	if own := s.answers[id]; own != nil {
		return own(request.Buf), nil
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
