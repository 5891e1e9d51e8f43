package io.backstay.vault;

import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import org.jspecify.annotations.Nullable;

/// What is said of a credential when it is added; the limits are those of [io.backstay.vault.entry.Entry].
///
/// @param name            unique in the vault
/// @param tenant          the one tenant that it may act for, absent when it is not limited to one
/// @param rotateAfterDays how old it may get before the console reminds, absent for never
public record EntryLabel(
        EntryKind kind,
        Purpose purpose,
        String name,
        String account,
        @Nullable String tenant,
        @Nullable Integer rotateAfterDays) {}
