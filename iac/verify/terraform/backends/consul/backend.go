// Package consul stands in for a Terraform backend that this project does not use.
package consul

import "github.com/hashicorp/terraform/internal/backend"

// New panics: this build of Terraform has only the local and the S3 backend.
func New() backend.Backend { panic("this build of Terraform has only the local and the S3 backend") }
