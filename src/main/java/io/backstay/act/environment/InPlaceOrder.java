package io.backstay.act.environment;

import java.time.Instant;

/// Which project is put back in place, and to which moment.
///
/// @param connection by its name
/// @param asset      the project as `backstay points` shows it: its id, or its name where no other has it
/// @param at         the moment; there is no usual one
public record InPlaceOrder(String connection, String asset, Instant at) {}
