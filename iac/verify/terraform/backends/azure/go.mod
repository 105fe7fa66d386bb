module github.com/hashicorp/terraform/internal/backend/remote-state/azure

go 1.24.5

require github.com/hashicorp/terraform v1.13.3
