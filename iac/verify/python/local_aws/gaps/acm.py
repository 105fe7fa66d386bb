"""AWS Certificate Manager."""

from typing import Any

from moto.acm.models import CertBundle
from moto.acm.responses import AWSCertificateManagerResponse

from local_aws.gaps.replace import added, around


@around(AWSCertificateManagerResponse, "request_certificate")
def remember_key_algorithm(original: Any, self: Any) -> Any:
    """`KeyAlgorithm` is dropped, so that the certificate would be replaced by every apply."""
    response = original()
    if algorithm := self._get_param("KeyAlgorithm"):
        self.acm_backend.get_certificate(response.result["CertificateArn"]).requested_algorithm = algorithm
    return response


@around(CertBundle, "describe")
def say_key_algorithm(original: Any, self: Any) -> Any:
    """The other half: every certificate is described as RSA_2048."""
    description = original()
    if algorithm := getattr(self, "requested_algorithm", None):
        description["Certificate"]["KeyAlgorithm"] = algorithm
    return description


@added(AWSCertificateManagerResponse, "update_certificate_options")
def change_options(self: Any) -> str:
    """Not implemented."""
    certificate = self.acm_backend.get_certificate(self._get_param("CertificateArn"))
    certificate.cert_options = self._get_param("Options")
    return "{}"
