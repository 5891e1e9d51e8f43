package io.backstay.act.vault;

import io.backstay.act.role.Recorder;
import io.backstay.base.BackstayException;
import org.jspecify.annotations.Nullable;

/// For which restore something is being done at this moment, so that what a vault lends can say for whom.
public final class Occasion {
    /// Bound while a step of a restore is done: the restore's name, such as `R-0001`.
    public static final ScopedValue<String> RUN = ScopedValue.newInstance();

    private Occasion() {}

    /// Does something of a restore; whatever is lent meanwhile is lent to that restore.
    ///
    /// @param restore its name
    public static <T> T during(String restore, Recorder.Work<T, InterruptedException> work)
            throws BackstayException, InterruptedException {
        var done = new Object() {
            @Nullable
            InterruptedException cut;
        };
        T result = ScopedValue.where(RUN, restore).<T, BackstayException>call(() -> {
            try {
                return work.run();
            } catch (InterruptedException e) {
                done.cut = e;
                return null;
            }
        });
        if (done.cut != null) {
            throw done.cut;
        }
        return result;
    }
}
