package io.backstay.audit;

/// Who acts in this process, as the record names it.
///
/// @param actor   the person
/// @param role    in which the person acts, such as `responder`
/// @param session names this run of Backstay
public record Who(String actor, String role, String session) {}
