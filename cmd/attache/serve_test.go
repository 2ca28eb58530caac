package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// process is attache as a process of its own.
type process struct {
	*exec.Cmd
	stderr *bufio.Reader
}

// start runs attache in dir and waits until it has said text on standard error.
func start(t *testing.T, dir, until string, args ...string) process {
	t.Helper()
	cmd := exec.Command("attache", args...)
	cmd.Dir = dir
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	p := process{cmd, bufio.NewReader(pipe)}
	for {
		line, err := p.stderr.ReadString('\n')
		if strings.Contains(line, until) {
			return p
		}
		if err != nil {
			t.Fatalf("attache ended before it said %q: %v", until, err)
		}
	}
}

// stop sends SIGTERM and returns how the process ended.
func (p process) stop(t *testing.T) error {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, p.stderr); err != nil {
		t.Fatal(err)
	}
	return p.Wait()
}

const waiting = "waiting to be stopped"

func TestServesUntilItIsStopped(t *testing.T) {
	p := start(t, t.TempDir(), waiting)
	if err := p.stop(t); err != nil {
		t.Errorf("after SIGTERM: %v, want exit status 0", err)
	}
}

func TestSecondServerIsRefusedInOneLine(t *testing.T) {
	dir := t.TempDir()
	p := start(t, dir, waiting)
	second := exec.Command("attache")
	second.Dir = dir
	out, err := second.CombinedOutput()
	if status := second.ProcessState.ExitCode(); status != statusNo {
		t.Errorf("exit status %d (%v), want %d", status, err, statusNo)
	}
	if text := string(out); strings.Count(text, "\n") != 1 || !strings.Contains(text, "--data") {
		t.Errorf("it says %q, want one line that tells what to do", text)
	}
	// What serves nothing works beside it, also with other documents, and leaves it
	// what it had.
	paper := filepath.Join(dir, "paper")
	if err := os.Mkdir(paper, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(paper, "bridge.txt"), []byte("The bridge was opened by Anna Lind on 3 May 2019.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"say", "--json", "who opened the bridge?", "--dossier", "paper"},
		{"say", "--json", "/who Umerov"},
	} {
		cmd := exec.Command("attache", args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("attache %s beside a server: %v", strings.Join(args, " "), err)
		}
		var answer struct{ Abstained bool }
		if err := json.Unmarshal(out, &answer); err != nil || answer.Abstained {
			t.Errorf("attache %s beside a server: %s (%v)", strings.Join(args, " "), out, err)
		}
	}
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
	// The data can be served again once the first is gone.
	if err := start(t, dir, waiting).stop(t); err != nil {
		t.Error(err)
	}
}

// TestAnswersAreWrittenAsTheyCome holds that a reader gets each answer before the
// next line is typed.
func TestAnswersAreWrittenAsTheyCome(t *testing.T) {
	cmd := exec.Command("attache", "say", "--json", "--data", inMemory)
	cmd.Dir = t.TempDir()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	for _, line := range []string{"/who Umerov", "/help"} {
		if _, err := io.WriteString(in, line+"\n"); err != nil {
			t.Fatal(err)
		}
		answer, err := out.ReadString('\n')
		if err != nil || !strings.Contains(answer, line) {
			t.Errorf("to %q: %q, %v", line, answer, err)
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

func TestSayStopsWhileItWaitsForLines(t *testing.T) {
	cmd := exec.Command("attache", "say", "--json", "--data", inMemory)
	cmd.Dir = t.TempDir()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(in, "/help\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(pipe).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if status := cmd.ProcessState.ExitCode(); status != statusNo {
		t.Errorf("exit status %d, want %d", status, statusNo)
	}
}

// BenchmarkProcess measures a whole process over the built-in documents, from its
// start to the end of its answers, and the most memory that it had.
func BenchmarkProcess(b *testing.B) {
	for _, bench := range []struct {
		name string
		line string
	}{
		{"ask", "/ask how many points does the plan have?"},
		{"who", "/who Dmitriev"},
		{"timeline", "/timeline"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var most int64
			for b.Loop() {
				cmd := exec.Command("attache", "say", "--json", "--data", inMemory, bench.line)
				if out, err := cmd.CombinedOutput(); err != nil {
					b.Fatalf("%v: %s", err, out)
				}
				if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					most = max(most, usage.Maxrss)
				}
			}
			b.ReportMetric(float64(most)/1024, "peak-MiB")
		})
	}
}

// BenchmarkAnswer measures one answer of an open dossier.
func BenchmarkAnswer(b *testing.B) {
	a := &app{options: options{Data: inMemory}, stdout: io.Discard, stderr: io.Discard, log: newLogger(io.Discard, "error")}
	h, err := a.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close()
	s := speaker{handle: h.handle, out: io.Discard, limit: 3, json: true}
	for _, line := range []string{"/ask how many points does the plan have?", "/who Dmitriev", "/timeline"} {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "/"), " ")
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := s.say(b.Context(), line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestAFolderIsFollowed changes the folder of documents under a running bot.
func TestAFolderIsFollowed(t *testing.T) {
	dir := t.TempDir()
	papers := filepath.Join(dir, "papers")
	if err := os.Mkdir(papers, 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(papers, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("bridge.txt", "The bridge was opened by Anna Lind on 3 May 2019.\n")
	p := start(t, dir, waiting, "--dossier", "papers")
	write("tunnel.md", "The tunnel was opened by **Carl Holm** on 4 May 2019.\n")
	write("scan.pdf", "no PDF\n")
	p.says(t, `msg="the folder has changed" documents=2`)
	if err := p.stop(t); err != nil {
		t.Error(err)
	}
}

// says waits until the process has said text on standard error.
func (p process) says(t *testing.T, text string) {
	t.Helper()
	for {
		line, err := p.stderr.ReadString('\n')
		if strings.Contains(line, text) {
			return
		}
		if err != nil {
			t.Fatalf("attache ended before it said %q: %v", text, err)
		}
	}
}
