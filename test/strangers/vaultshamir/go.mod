module rootseal.test/vaultshamir

go 1.26

require (
	github.com/hashicorp/vault v1.21.4
	github.com/openbao/openbao/sdk/v2 v2.4.0
)
