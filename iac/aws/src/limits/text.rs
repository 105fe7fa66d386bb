//! One way to make a type of text that parses or refuses.

/// Declares a text that parses or refuses: the type, its constructor `new`, what serde and schemars need, `Display`.
///
/// `check` is a function `fn(&str) -> Result<(), Refused>`. The crate that uses the macro must depend on serde and schemars.
#[macro_export]
macro_rules! text_type {
    (
        $(#[doc = $doc:literal])+
        $name:ident, check: $check:expr, pattern: $pattern:expr, examples: [$($example:literal),+ $(,)?]
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize)]
        #[serde(into = "String")]
        pub struct $name(String);

        impl $name {
            /// Parses or refuses.
            ///
            /// # Errors
            ///
            /// When the text is not one; the refusal says what is.
            pub fn new(text: impl Into<String>) -> Result<Self, $crate::limits::Refused> {
                let text = text.into();
                $check(&text).map(|()| Self(text))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        // By a visitor and not `try_from`: so the format knows the place of a refused element of an array, too.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl ::serde::de::Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("a string")
                    }

                    fn visit_str<E: ::serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).map_err(E::custom)
                    }

                    fn visit_string<E: ::serde::de::Error>(self, text: String) -> Result<$name, E> {
                        $name::new(text).map_err(E::custom)
                    }
                }

                deserializer.deserialize_string(Text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::limits::Refused;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl ::std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl ::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let description: &[&str] = &[$($doc),+];
                ::schemars::json_schema!({
                    "type": "string",
                    "description": description.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n"),
                    "pattern": $pattern,
                    "examples": [$($example),+],
                })
            }
        }
    };
}
