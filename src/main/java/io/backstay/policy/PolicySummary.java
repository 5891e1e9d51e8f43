package io.backstay.policy;

/// A policy in a list.
///
/// @param id          such as `agentic-labs`
/// @param title       the published title
/// @param publisher   who promises
/// @param obligations how many clauses it has
/// @param checkable   how many of them Backstay judges from facts
public record PolicySummary(String id, String title, String publisher, int obligations, int checkable) {}
