package review

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// A browser is a headless Chromium with one page, driven over its DevTools
// protocol.
type browser struct {
	t       *testing.T
	ws      *websocket.Conn
	session string
	next    int

	mu      sync.Mutex
	answers map[int]chan json.RawMessage
	faults  []string // of the page's console and scripts, and requests it made
	loaded  chan bool
}

// startBrowser starts Chromium, or skips the test where there is none.
func startBrowser(t *testing.T, width, height int) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here; the page was not opened (apt-get install chromium)")
	}
	profile, err := os.MkdirTemp("", "chromium-profile-")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--mute-audio", "--lang=en-US",
		"--remote-debugging-port=0", "--remote-allow-origins=*", "--user-data-dir="+profile, fmt.Sprintf("--window-size=%d,%d", width, height), "about:blank")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skipf("%s does not start: %v", path, err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		time.Sleep(200 * time.Millisecond) // its children let go of the profile
		os.RemoveAll(profile)
	})
	address := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() {
			if _, a, ok := strings.Cut(lines.Text(), "DevTools listening on "); ok {
				address <- a
			}
		}
	}()
	b := &browser{t: t, answers: map[int]chan json.RawMessage{}, loaded: make(chan bool, 8)}
	select {
	case a := <-address:
		if b.ws, err = websocket.Dial(a, "", "http://127.0.0.1"); err != nil {
			t.Fatal(err)
		}
	case <-time.After(30 * time.Second):
		t.Skip("Chromium does not listen; the page was not opened")
	}
	b.ws.MaxPayloadBytes = 256 << 20
	go b.listen()
	b.attach(width, height)
	return b
}

func (b *browser) attach(width, height int) {
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var session struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session)
	b.session = session.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.call(domain+".enable", nil, nil)
	}
	b.size(width, height, false)
}

// size sets the window, of a phone if mobile.
func (b *browser) size(width, height int, mobile bool) {
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}, nil)
}

func (b *browser) listen() {
	for {
		var m struct {
			ID     int
			Method string
			Result json.RawMessage
			Error  *struct{ Message string }
			Params struct {
				Type             string
				Args             []struct{ Value any }
				Entry            struct{ Level, Text string }
				ExceptionDetails struct {
					Text      string
					Exception struct{ Description string }
				}
				Request struct{ URL string }
			}
		}
		if err := websocket.JSON.Receive(b.ws, &m); err != nil {
			return
		}
		b.mu.Lock()
		switch {
		case m.ID > 0:
			if m.Error != nil {
				b.faults = append(b.faults, "protocol: "+m.Error.Message)
			}
			b.answers[m.ID] <- m.Result
		case m.Method == "Page.loadEventFired":
			b.loaded <- true
		case m.Method == "Runtime.consoleAPICalled" && (m.Params.Type == "error" || m.Params.Type == "warning"):
			b.faults = append(b.faults, fmt.Sprint("console: ", m.Params.Args))
		case m.Method == "Runtime.exceptionThrown":
			b.faults = append(b.faults, "exception: "+m.Params.ExceptionDetails.Text+" "+m.Params.ExceptionDetails.Exception.Description)
		case m.Method == "Log.entryAdded" && m.Params.Entry.Level == "error":
			b.faults = append(b.faults, "log: "+m.Params.Entry.Text)
		case m.Method == "Network.requestWillBeSent" && strings.HasPrefix(m.Params.Request.URL, "http"):
			b.faults = append(b.faults, "request: "+m.Params.Request.URL)
		}
		b.mu.Unlock()
	}
}

// call sends a command and decodes its result into out.
func (b *browser) call(method string, params map[string]any, out any) {
	b.t.Helper()
	answer := make(chan json.RawMessage, 1)
	b.mu.Lock()
	b.next++
	id := b.next
	b.answers[id] = answer
	b.mu.Unlock()
	m := map[string]any{"id": id, "method": method, "params": params}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") {
		m["sessionId"] = b.session
	}
	if err := websocket.JSON.Send(b.ws, m); err != nil {
		b.t.Fatal(err)
	}
	select {
	case result := <-answer:
		if out != nil {
			if err := json.Unmarshal(result, out); err != nil {
				b.t.Fatalf("%s: %v in %s", method, err, result)
			}
		}
	case <-time.After(60 * time.Second):
		b.t.Fatalf("%s: no answer", method)
	}
}

// open opens a file and returns how long it took until the page was ready.
func (b *browser) open(file string) time.Duration {
	b.t.Helper()
	for len(b.loaded) > 0 {
		<-b.loaded
	}
	begin := time.Now()
	b.call("Page.navigate", map[string]any{"url": "file://" + filepath.ToSlash(file)}, nil)
	select {
	case <-b.loaded:
	case <-time.After(60 * time.Second):
		b.t.Fatal("the page does not load")
	}
	b.eval(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
	return time.Since(begin)
}

// eval is the value of a JavaScript expression, awaited.
func (b *browser) eval(expression string) any {
	b.t.Helper()
	var out struct {
		Result           struct{ Value any }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true}, &out)
	if e := out.ExceptionDetails; e != nil {
		b.t.Fatalf("%s: %s %s", expression, e.Text, e.Exception.Description)
	}
	return out.Result.Value
}

// click clicks with the mouse in the middle of what a selector finds.
func (b *browser) click(selector string) {
	b.t.Helper()
	b.mouse(selector, "mouseMoved", 0)
	b.mouse(selector, "mousePressed", 1)
	b.mouse(selector, "mouseReleased", 1)
}

func (b *browser) mouse(selector, kind string, clicks int) {
	b.t.Helper()
	place, ok := b.eval(fmt.Sprintf(`(() => { const e = document.querySelector(%q); if (!e) return null; e.scrollIntoView({block: "nearest", behavior: "instant"}); const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`, selector)).([]any)
	if !ok {
		b.t.Fatalf("nothing is %s", selector)
	}
	b.call("Input.dispatchMouseEvent", map[string]any{"type": kind, "x": place[0], "y": place[1], "button": map[bool]string{true: "left", false: "none"}[clicks > 0], "clickCount": clicks}, nil)
}

// press presses keys, one after the other.
func (b *browser) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		down := map[string]any{"type": "keyDown", "key": k}
		if len(k) == 1 {
			down["text"] = k
		}
		b.call("Input.dispatchKeyEvent", down, nil)
		b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": k}, nil)
	}
}

// screenshot writes what is seen to the directory that ZHIBIAO_SCREENSHOTS
// names, and nothing where it names none.
func (b *browser) screenshot(name string) {
	b.t.Helper()
	dir := os.Getenv("ZHIBIAO_SCREENSHOTS")
	if dir == "" {
		return
	}
	var out struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &out)
	data, err := base64.StdEncoding.DecodeString(out.Data)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o666)
	}
	if err != nil {
		b.t.Error(err)
	}
}

// clean fails the test where the page complained or asked the network.
func (b *browser) clean() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Error(f)
	}
}
