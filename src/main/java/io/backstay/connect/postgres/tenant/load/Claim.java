package io.backstay.connect.postgres.tenant.load;

/// One thing that the plan promised and what was measured inside the importing transaction.
///
/// @param name such as `Other firms' rows changed`
/// @param how  the method of measurement, for a person
public record Claim(String name, String planned, String measured, String how, boolean holds) {}
