package io.backstay.act.environment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which database of an account a new server is made of.
///
/// @param connection by its name
/// @param asset      the database as `backstay points` shows it: its id, or its name where no other has it
/// @param point      a recovery point by its id or what its id ends with, absent for a moment
/// @param at         the moment; absent with a point, else for the latest that was listed
public record ServerOrder(
        String connection,
        String asset,
        @Nullable String point,
        @Nullable Instant at) {}
