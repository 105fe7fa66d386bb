use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use service_tests::{
    app::{Answer, TestApp, id_of},
    sample,
};
use uuid::Uuid;

use super::double_booking::{book, deliberate};
use crate::BACKEND;

/// What a random client does: who, with whom, from when, how long, on purpose or not.
#[derive(Debug, Clone)]
enum Step {
    Book { patient: usize, practitioner: usize, start: i64, length: i64, deliberate: bool, proposed: bool },
    Move { which: usize, start: i64, length: i64 },
    Confirm { which: usize },
    Cancel { which: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let booking = (0_usize..3, 0_usize..2, 0_i64..20, 1_i64..6, any::<bool>(), any::<bool>());
    prop_oneof![
        4 => booking.prop_map(|(patient, practitioner, start, length, deliberate, proposed)| {
            Step::Book { patient, practitioner, start, length, deliberate: deliberate && start % 4 == 0, proposed }
        }),
        2 => (any::<usize>(), 0_i64..20, 1_i64..6).prop_map(|(which, start, length)| Step::Move { which, start, length }),
        2 => any::<usize>().prop_map(|which| Step::Confirm { which }),
        1 => any::<usize>().prop_map(|which| Step::Cancel { which }),
    ]
}

/// One appointment as the model knows it.
#[derive(Clone)]
struct Known {
    id: Uuid,
    patient: usize,
    practitioner: usize,
    start: i64,
    end: i64,
    deliberate: bool,
    status: &'static str,
}

/// Whether the model refuses `new`: it blocks, not on purpose, and something else that blocks is there.
fn refused(known: &[Known], new: &Known) -> bool {
    new.status == "booked"
        && !new.deliberate
        && known.iter().any(|other| {
            other.id != new.id
                && other.status == "booked"
                && other.start < new.end
                && new.start < other.end
                && (other.patient == new.patient || other.practitioner == new.practitioner)
        })
}

struct World {
    app: TestApp,
    patients: Vec<Uuid>,
    known: Vec<Known>,
}

impl World {
    fn body(&self, known: &Known) -> Value {
        let at = |minute: i64| jiff::Timestamp::from_second(1_930_003_200 + minute * 60).unwrap().to_string();
        let mut body = sample::appointment(self.patients[known.patient], ["a", "b"][known.practitioner], 0);
        (body["start"], body["end"]) = (json!(at(known.start)), json!(at(known.end)));
        if known.deliberate { deliberate(body) } else { body }
    }

    fn pick(&self, which: usize) -> Option<usize> {
        which.checked_rem(self.known.len())
    }

    async fn put(&self, known: &Known) -> Answer {
        let call = self.app.call("PUT", &format!("/api/appointments/{}", known.id)).header("if-match", "*");
        call.json(&self.body(known)).send().await
    }

    async fn status(&self, known: &Known, status: &str) -> Answer {
        let path = format!("/api/appointments/{}/status", known.id);
        self.app.call("POST", &path).header("if-match", "*").json(&json!({"status": status})).send().await
    }

    /// Takes a step in both worlds and compares.
    async fn take(&mut self, step: Step) {
        match step {
            Step::Book { patient, practitioner, start, length, deliberate, proposed } => {
                let status = if proposed { "proposed" } else { "booked" };
                let mut new = Known {
                    id: Uuid::nil(),
                    patient,
                    practitioner,
                    start,
                    end: start + length,
                    deliberate,
                    status,
                };
                let mut body = self.body(&new);
                body["status"] = json!(status);
                let answer = book(&self.app, &body).await;
                assert_eq!(
                    answer.status,
                    if refused(&self.known, &new) { 409 } else { 201 },
                    "{}",
                    answer.body
                );
                if answer.status == 201 {
                    new.id = id_of(&answer.body);
                    self.known.push(new);
                }
            }
            Step::Move { which, start, length } => {
                let Some(index) = self.pick(which) else { return };
                let mut moved = self.known[index].clone();
                if moved.status == "cancelled" {
                    return;
                }
                let stays = (moved.start, moved.end) == (start, start + length);
                (moved.start, moved.end) = (start, start + length);
                let answer = self.put(&moved).await;
                // Who stays where they are claims nothing.
                let expected = if !stays && refused(&self.known, &moved) { 409 } else { 200 };
                assert_eq!(answer.status, expected, "{}", answer.body);
                if answer.status == 200 {
                    self.known[index] = moved;
                }
            }
            Step::Confirm { which } => {
                let Some(index) = self.pick(which) else { return };
                let mut confirmed = self.known[index].clone();
                let proposed = confirmed.status == "proposed";
                confirmed.status = "booked";
                let answer = self.status(&confirmed, "booked").await;
                let expected = if !proposed || refused(&self.known, &confirmed) { 409 } else { 200 };
                assert_eq!(answer.status, expected, "{}", answer.body);
                if answer.status == 200 {
                    self.known[index] = confirmed;
                }
            }
            Step::Cancel { which } => {
                let Some(index) = self.pick(which) else { return };
                if self.known[index].status != "cancelled" {
                    assert_eq!(self.status(&self.known[index], "cancelled").await.status, 200);
                    self.known[index].status = "cancelled";
                }
            }
        }
    }
}

/// Random clients against a model that compares everything with everything.
#[test]
fn the_schema_and_a_brute_force_model_agree() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::appointments(BACKEND, "off"));
    let mut world = World { app, patients: Vec::new(), known: Vec::new() };
    let cases = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let world_cell = std::cell::RefCell::new(&mut world);
    TestRunner::new(cases)
        .run(&proptest::collection::vec(step(), 1..25), |steps| {
            let mut world = world_cell.borrow_mut();
            // New people and practitioners' days for every case: cancel what is left of the one before.
            runtime.block_on(async {
                for known in std::mem::take(&mut world.known) {
                    if known.status != "cancelled" {
                        assert_eq!(world.status(&known, "cancelled").await.status, 200);
                    }
                }
                world.patients = (0..3).map(|_| Uuid::now_v7()).collect();
                for step in steps {
                    world.take(step).await;
                }
            });
            Ok(())
        })
        .unwrap();
}
