//! Handles and references: what proves that something is in the stack.

use std::cell::Cell;
use std::marker::PhantomData;

use serde::{Serialize, Serializer, ser::Error as _};

use crate::attribute::{Arn, Attribute, Id, Path};
use crate::resource::HasArn;
use crate::write::REFERENCE;

/// Something that was added to a stack. Only [`File::add`](crate::File::add) and
/// [`File::look_up`](crate::File::look_up) make one.
pub struct Handle<R> {
    pub(crate) node: Node,
    kind: PhantomData<fn() -> R>,
}

/// A reference to the attribute of kind `A` of a resource of kind `R`.
///
/// It is data that its stack alone can write. It has no `Display`, no `Debug` and no conversion into a string.
pub struct Ref<R, A = Id> {
    pub(crate) target: Target,
    kind: PhantomData<fn() -> (R, A)>,
}

/// What another resource waits for without using a value of it.
#[derive(Clone, Copy)]
pub struct Dependency(pub(crate) Node);

/// A place in a stack: which stack, and the how-manieth thing in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) stack: u32,
    pub(crate) index: u32,
}

/// A reference without its kinds.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) node: Node,
    pub(crate) path: Path,
    /// The function that is applied to the value.
    pub(crate) function: Option<&'static str>,
}

impl<R> Handle<R> {
    pub(crate) const fn new(node: Node) -> Self {
        Self { node, kind: PhantomData }
    }

    /// The resource's id.
    #[must_use]
    pub const fn id(self) -> Ref<R, Id> {
        self.get(&Attribute::new("id"))
    }

    /// The resource's Amazon Resource Name.
    #[must_use]
    pub const fn arn(self) -> Ref<R, Arn>
    where
        R: HasArn,
    {
        self.get(&Attribute::new("arn"))
    }

    /// Any other attribute that the resource declares.
    #[must_use]
    pub const fn get<A>(self, attribute: &Attribute<R, A>) -> Ref<R, A> {
        Ref { target: Target { node: self.node, path: attribute.path, function: None }, kind: PhantomData }
    }

    /// The resource as something to wait for.
    #[must_use]
    pub const fn dependency(self) -> Dependency {
        Dependency(self.node)
    }
}

impl<R> Clone for Handle<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Handle<R> {}

impl<R, A> Clone for Ref<R, A> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R, A> Copy for Ref<R, A> {}

impl<R, A> Serialize for Ref<R, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.target.serialize(serializer)
    }
}

thread_local! {
    /// The reference that is being written. serde has no way to hand a value of another crate's to a serializer; so
    /// the reference waits here while the writer, which takes it at once, is told that one comes.
    static HANDED_OVER: Cell<Option<Target>> = const { Cell::new(None) };
}

impl Target {
    /// The reference whose [`REFERENCE`] newtype a writer was just given.
    pub(crate) fn take_over() -> Option<Self> {
        HANDED_OVER.take()
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// What every writer but the stack's own finds.
        struct Unwritable;
        impl Serialize for Unwritable {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(S::Error::custom("a reference is written by the stack that it belongs to"))
            }
        }
        HANDED_OVER.set(Some(*self));
        let written = serializer.serialize_newtype_struct(REFERENCE, &Unwritable);
        // A writer that looks at no newtype has left it; the next must not find it.
        HANDED_OVER.take();
        written
    }
}
