use super::*;

/// Made by `vectors.py` with the AWS SDK for Python.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Vector {
    case: String,
    host: String,
    arn: String,
    region: String,
    key_id: String,
    secret: String,
    session_token: Option<String>,
    at: Timestamp,
    authorization: String,
}

#[test]
fn requests_are_signed_as_the_aws_sdk_signs_them() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../vectors/secrets.json")).unwrap();
    assert!(vectors.len() >= 4);
    for vector in vectors {
        let credentials = Credentials {
            key_id: vector.key_id,
            secret_key: vector.secret,
            session_token: vector.session_token.unwrap_or_default(),
            expires: Timestamp::MAX,
        };
        assert_eq!(region(&vector.arn), Some(vector.region.as_str()), "{}", vector.case);
        let headers = headers(&vector.host, &body(&vector.arn), &vector.region, &credentials, vector.at);
        assert_eq!(
            headers.last(),
            Some(&("authorization", vector.authorization)),
            "{}: {headers:?}",
            vector.case
        );
    }
}

#[test]
fn an_answer_is_a_secret_or_said_without_it() {
    let said = |status: u16, text: &str| {
        value(&Answer { status: status.try_into().unwrap(), body: text.to_owned().into() })
    };
    let whole = r#"{"ARN": "x", "CreatedDate": 1.5e9, "SecretString": "{\"a\": 1}", "VersionStages": []}"#;
    assert_eq!(said(200, whole).as_deref(), Ok(r#"{"a": 1}"#));
    for (status, text, expected) in [
        (200, r#"{"SecretBinary": "aHVudGVyMg=="}"#, "is no secret with a text"),
        (200, r#"{"SecretString": ["hunter2"]}"#, "is no secret with a text"),
        (200, "hunter2", "is no secret with a text"),
        (400, r#"{"__type": "AccessDeniedException", "Message": "hunter2"}"#, "the task's role may not"),
        (400, r#"{"__type": "ResourceNotFoundException"}"#, "there is none with this ARN"),
        (400, r#"{"__type": "com.amazonaws#InvalidRequestException"}"#, "400 (InvalidRequestException)"),
        (500, r#"{"__type": "hunter2 <html>"}"#, "it answered 500"),
        (503, "hunter2", "it answered 503"),
        (307, "", "it answered 307"),
    ] {
        let problem = said(status, text).unwrap_err();
        assert!(problem.contains(expected) && !problem.contains("hunter2"), "{text}: {problem}");
    }
}
