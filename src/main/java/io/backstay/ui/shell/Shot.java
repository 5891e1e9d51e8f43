package io.backstay.ui.shell;

/// One picture to take.
///
/// @param name    of the file, without ending, such as `overview`
/// @param place   where the picture is taken
/// @param prepare runs on the UI thread after going there, such as choosing a step; must not block
public record Shot(String name, Place place, Runnable prepare) {
    /// A picture of a place as it is.
    public Shot(String name, Place place) {
        this(name, place, () -> {});
    }
}
