// Package check holds what is deployed with against the types of what it is deployed
// on. It is a module of its own: nothing of it goes into the program.
package check

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/yaml"
)

// cluster is what the manifests make.
type cluster struct {
	deployment appsv1.Deployment
	service    corev1.Service
	budget     policyv1.PodDisruptionBudget
	policy     networkingv1.NetworkPolicy
	ingress    networkingv1.Ingress
}

// readCluster reads the manifests as a server reads them that takes no field which
// it does not know.
func readCluster(t *testing.T) cluster {
	t.Helper()
	raw, err := os.ReadFile("../kubernetes/attache.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var c cluster
	into := map[string]any{"Deployment": &c.deployment, "Service": &c.service, "PodDisruptionBudget": &c.budget, "NetworkPolicy": &c.policy, "Ingress": &c.ingress}
	for _, doc := range bytes.Split(raw, []byte("\n---\n")) {
		var head struct{ APIVersion, Kind string }
		if err := yaml.Unmarshal(doc, &head); err != nil {
			t.Fatal(err)
		}
		object := into[head.Kind]
		if object == nil {
			t.Fatalf("%s %s: no such object is known here, or it is there twice", head.APIVersion, head.Kind)
		}
		if err := yaml.UnmarshalStrict(doc, object); err != nil {
			t.Errorf("%s: %v", head.Kind, err)
		}
		delete(into, head.Kind)
	}
	if len(into) > 0 {
		t.Errorf("missing: %v", into)
	}
	return c
}

// TestManifestsFitTogether: what refers to something refers to what is there, and
// nothing that is open to everybody leads to what is for operators.
func TestManifestsFitTogether(t *testing.T) {
	c := readCluster(t)
	pod := c.deployment.Spec.Template
	box := pod.Spec.Containers[0]
	ports := map[string]int32{}
	for _, p := range box.Ports {
		ports[p.Name] = p.ContainerPort
	}
	for name, p := range map[string]*corev1.Probe{"startup": box.StartupProbe, "readiness": box.ReadinessProbe, "liveness": box.LivenessProbe} {
		want := map[string]string{"startup": "/healthz", "readiness": "/readyz", "liveness": "/healthz"}[name]
		if p == nil || p.HTTPGet == nil || p.HTTPGet.Path != want || p.HTTPGet.Port.StrVal != "operators" || ports["operators"] == 0 {
			t.Errorf("the %s probe is %+v, want %s of the port for operators", name, p, want)
		}
	}
	for _, selected := range []map[string]string{c.deployment.Spec.Selector.MatchLabels, c.service.Spec.Selector, c.budget.Spec.Selector.MatchLabels, c.policy.Spec.PodSelector.MatchLabels} {
		if len(selected) == 0 {
			t.Error("something selects every pod")
		}
		for k, v := range selected {
			if pod.Labels[k] != v {
				t.Errorf("%s=%s selects no pod of the deployment", k, v)
			}
		}
	}
	served := map[string]bool{}
	for _, p := range c.service.Spec.Ports {
		served[p.Name] = true
		if p.TargetPort.StrVal != "http" {
			t.Errorf("the service leads to the port %s", p.TargetPort.String())
		}
	}
	for _, rule := range c.ingress.Spec.Rules {
		for _, p := range rule.HTTP.Paths {
			if s := p.Backend.Service; s.Name != c.service.Name || !served[s.Port.Name] {
				t.Errorf("the ingress leads to %s:%s, which is not there", s.Name, s.Port.Name)
			}
		}
	}
	mounted := map[string]bool{}
	for _, v := range pod.Spec.Volumes {
		mounted[v.Name] = true
	}
	for _, m := range box.VolumeMounts {
		if !mounted[m.Name] {
			t.Errorf("no volume %s", m.Name)
		}
	}
	if pod.Annotations["prometheus.io/port"] != "9090" || ports["operators"] != 9090 {
		t.Error("the figures are not collected where they are")
	}
}

// TestPodIsConfined: the pod meets the restricted pod security standard.
func TestPodIsConfined(t *testing.T) {
	pod := readCluster(t).deployment.Spec.Template.Spec
	box := pod.Containers[0]
	s, p := box.SecurityContext, pod.SecurityContext
	switch {
	case p.RunAsNonRoot == nil || !*p.RunAsNonRoot, p.SeccompProfile == nil || p.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault:
		t.Errorf("the pod may do too much: %+v", p)
	case s.AllowPrivilegeEscalation == nil || *s.AllowPrivilegeEscalation, s.ReadOnlyRootFilesystem == nil || !*s.ReadOnlyRootFilesystem,
		len(s.Capabilities.Drop) != 1 || s.Capabilities.Drop[0] != "ALL" || len(s.Capabilities.Add) > 0:
		t.Errorf("the container may do too much: %+v", s)
	case pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken:
		t.Error("the pod can speak to the cluster")
	case box.Resources.Requests.Memory().IsZero() || box.Resources.Limits.Memory().IsZero():
		t.Error("its memory is not bounded")
	}
}

func TestComposeFile(t *testing.T) {
	dir := t.TempDir()
	raw, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "deploy"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"deploy/compose.yaml": string(raw), ".env": "POSTGRES_PASSWORD=secret\nSLACK_BOT_TOKEN=xoxb-1\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	options, err := cli.NewProjectOptions([]string{filepath.Join(dir, "deploy/compose.yaml")}, cli.WithEnv([]string{"POSTGRES_PASSWORD=secret"}), cli.WithName("attache"))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	bot, ok := project.Services["attache"]
	if !ok || bot.Environment["SLACK_BOT_TOKEN"] == nil || !strings.Contains(*bot.Environment["DATABASE_URL"], "attache:secret@database/attache") {
		t.Errorf("the bot's environment is %v", bot.Environment)
	}
	if _, ok := project.Services["database"]; !ok || bot.DependsOn["database"].Condition != "service_healthy" || !bot.ReadOnly {
		t.Errorf("services: %v", project.ServiceNames())
	}
}

// TestUnitFile has systemd itself read the unit. The program need not be installed
// for that.
func TestUnitFile(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip("not checked: systemd-analyze is not installed")
	}
	raw, err := os.ReadFile("../attache.service")
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "attache.service")
	text := strings.Replace(string(raw), "/usr/local/bin/attache", "/bin/true", 1)
	if err := os.WriteFile(unit, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(analyze, "verify", "--man=no", unit).CombinedOutput()
	if err != nil || strings.Contains(string(out), "attache.service") {
		t.Errorf("%v:\n%s", err, out)
	}
}
