{{- define "chatops.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for the longest suffix, "-migrate", within the 63 characters of a label. */}}
{{- define "chatops.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "chatops.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "chatops.selector" -}}
app.kubernetes.io/name: {{ include "chatops.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "chatops.labels" -}}
{{ include "chatops.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "chatops.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "chatops.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "chatops.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}

{{/* What the pods of app, worker and migration share. */}}
{{- define "chatops.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.podSecurityContext.runAsUser }}
runAsGroup: {{ .Values.podSecurityContext.runAsGroup }}
fsGroup: {{ .Values.podSecurityContext.fsGroup }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "chatops.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{/* Settings that are no secrets, for whoever talks to Temporal. */}}
{{- define "chatops.temporalSettings" -}}
TEMPORAL_ADDRESS: {{ .Values.temporal.address | quote }}
TEMPORAL_NAMESPACE: {{ .Values.temporal.namespace | quote }}
TEMPORAL_TASK_QUEUE: {{ .Values.temporal.taskQueue | quote }}
TEMPORAL_TLS: {{ .Values.temporal.tls | quote }}
{{- with .Values.temporal.tlsFiles }}
{{- if .ca }}
TEMPORAL_TLS_CA_PATH: /etc/chatops/temporal-tls/ca.crt
{{- end }}
{{- if .clientCertificate }}
TEMPORAL_TLS_CERT_PATH: /etc/chatops/temporal-tls/tls.crt
TEMPORAL_TLS_KEY_PATH: /etc/chatops/temporal-tls/tls.key
{{- end }}
{{- end }}
{{- with .Values.temporal.uiUrl }}
TEMPORAL_UI_URL: {{ . | quote }}
{{- end }}
LOG_LEVEL: {{ .Values.logLevel | quote }}
{{- end -}}

{{/* One environment variable from a secret: (dict "name" … "from" …). */}}
{{- define "chatops.secretVariable" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: { name: {{ .from.existingSecret | quote }}, key: {{ .from.key | quote }} }
{{- end -}}

{{/* Secrets of whoever talks to Temporal and PostgreSQL. */}}
{{- define "chatops.storeSecrets" -}}
{{ include "chatops.secretVariable" (dict "name" "DATABASE_URL" "from" .Values.secrets.databaseUrl) }}
{{- if .Values.secrets.temporalApiKey.existingSecret }}
{{ include "chatops.secretVariable" (dict "name" "TEMPORAL_API_KEY" "from" .Values.secrets.temporalApiKey) }}
{{- end }}
{{- end -}}

{{- define "chatops.commonMounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if .Values.temporal.tlsFiles.existingSecret }}
- { name: temporal-tls, mountPath: /etc/chatops/temporal-tls, readOnly: true }
{{- end }}
{{- end -}}

{{- define "chatops.commonVolumes" -}}
- name: tmp
  emptyDir: {}
{{- if .Values.temporal.tlsFiles.existingSecret }}
- name: temporal-tls
  secret: { secretName: {{ .Values.temporal.tlsFiles.existingSecret | quote }}, defaultMode: 0440 }
{{- end }}
{{- end -}}

{{- define "chatops.placement" -}}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- end -}}
