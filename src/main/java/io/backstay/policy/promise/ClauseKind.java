package io.backstay.policy.promise;

/// What sort of statement a clause makes.
public enum ClauseKind {
    /// Facts or records can show whether it is kept.
    CHECKABLE,
    /// It would be checkable if it said how much, how often or how long.
    NEEDS_A_NUMBER,
    /// It limits what is promised.
    DISCLAIMER,
    /// It is for the customer to do.
    CUSTOMER_DUTY,
    /// A practice or a plan that no fact of an estate can show.
    INTENTION
}
