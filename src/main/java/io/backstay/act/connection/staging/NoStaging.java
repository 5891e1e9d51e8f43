package io.backstay.act.connection.staging;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.estate.RecoveryPoint;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nobody makes scratch databases of this one from here; whoever wants one is told what to do.
///
/// @param database the live one
public record NoStaging(AssetId database) implements Staging {
    private BackstayException refused() {
        return new BackstayException(new Failure.Unsupported(
                "Making a scratch database of " + database + " from here",
                "Have its provider restore it to a new project or server, add that with 'backstay connection add"
                        + " staging', and name it with --staging."));
    }

    @Override
    public @Nullable String by() {
        return null;
    }

    @Override
    public Origin origin(RecoveryPoint base, Instant wanted) throws BackstayException {
        throw refused();
    }

    @Override
    public Origin later(Origin used, Instant wanted) throws BackstayException {
        throw refused();
    }

    @Override
    public Staged bringUp(Origin origin, Progress progress) throws BackstayException {
        throw refused();
    }

    @Override
    public List<String> over(List<Origin> used, Recording recording, Progress progress) {
        return List.of();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
