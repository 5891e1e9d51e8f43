package io.backstay.app.protect;

import io.backstay.act.Protection;
import java.nio.file.Path;
import java.util.List;

/// Whether the folders that Backstay writes into are closed to others.
///
/// @param home      the state folder
/// @param temporary the value of `java.io.tmpdir`
/// @param user      the value of `user.name`
public record FolderProtections(Path home, Path temporary, String user) implements ProtectionSource {
    @Override
    public List<Protection> observed() {
        return List.of(
                FolderPrivacy.of(home, user)
                        .named("The state folder is private", "Run `chmod 700` on it as its owner."),
                FolderPrivacy.of(temporary, user)
                        .named(
                                "The folder for temporary files is private",
                                "Other users see names there; for a folder of your own, start it with"
                                        + " `BACKSTAY_OPTS=-Djava.io.tmpdir=FOLDER`."));
    }
}
