package io.backstay.connect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one question listed, or why it is not known.
///
/// @param items  empty when it is not known
/// @param unread absent when all of it was listed
public record Part<T>(List<T> items, @Nullable Unread unread) {
    public Part {
        items = List.copyOf(items);
    }

    /// Whether the list is all there is.
    public boolean known() {
        return unread == null;
    }
}
