//! The question itself: test, comparison, advice.
