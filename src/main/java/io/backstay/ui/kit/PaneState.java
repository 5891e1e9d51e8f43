package io.backstay.ui.kit;

import io.backstay.base.Failure;
import org.jspecify.annotations.Nullable;

/// What a pane has to show, as data; [PaneStack] shows it.
public sealed interface PaneState {
    /// The content is there.
    PaneState READY = new Ready();

    /// The content is there.
    record Ready() implements PaneState {}

    /// There is nothing: why, and one act.
    ///
    /// @param act the verb of the one act, or null when there is none
    record Empty(String title, String why, @Nullable String act) implements PaneState {}

    /// The content is on its way.
    ///
    /// @param words such as `Listing points`
    record Loading(String words) implements PaneState {}

    /// The world said no.
    ///
    /// @param unchanged what was and what was not changed, in one sentence
    /// @param act the safe next act, or null when there is none
    record Failed(
            Failure failure, String unchanged, @Nullable String act) implements PaneState {}

    /// The content is shown, muted, with its age; nothing stale holds.
    record Stale(String title, String why, @Nullable String act) implements PaneState {}

    /// It was asked for and is not known.
    record Unknown(String title, String why) implements PaneState {}

    /// It cannot be done now: by whom or after what it can.
    record NotAllowed(String title, String reason, @Nullable String act) implements PaneState {}
}
