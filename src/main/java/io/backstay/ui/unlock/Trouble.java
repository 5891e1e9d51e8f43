package io.backstay.ui.unlock;

import io.backstay.act.role.Gate;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Texts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Why the vault does not open, as a person is told.
///
/// @param blocks  whether no passphrase will help
/// @param why     empty when the title says it all
/// @param copyAt  where a kept copy of the vault lies, null when that does not help or there is none
public record Trouble(
        Kind kind,
        String title,
        String why,
        boolean blocks,
        @Nullable Path copyAt) {
    private static final String WRONG = "That does not open this vault.";
    private static final String WRONG_WHY = "Look at Caps Lock and the keyboard's language, then try again.";
    private static final String OLDER_WHY = "What was added, replaced or removed since is undone in it, and an old"
            + " passphrase may open it again. Find out first who put it there. To open it all the same, type the"
            + " passphrase once more; the record will show it.";

    /// What kind of trouble it is.
    public enum Kind {
        /// Neither the passphrase nor the code; the same words whatever is wrong with it.
        WRONG,
        DAMAGED,
        NEWER,
        OLDER,
        OTHER
    }

    /// The words for an attempt that failed.
    static Trouble of(Failure failure, @Nullable Path keptCopy) {
        return switch (failure) {
            case Failure.Refused(var by, var _, var advice, var _)
            when by.equals(Gate.NAME) -> new Trouble(Kind.OTHER, failure.message(), advice, false, null);
            case Failure.Refused _ -> new Trouble(Kind.WRONG, WRONG, WRONG_WHY, false, null);
            case Failure.Corrupt(var _, var why) -> damaged(why, keptCopy);
            case Failure.Unsupported(var _, var advice) ->
                new Trouble(
                        Kind.NEWER,
                        "This vault was written by a newer version",
                        "This version does not read it, and did not touch it. " + advice,
                        true,
                        null);
            case Failure.Conflict(var what, var _) -> new Trouble(Kind.OLDER, what, OLDER_WHY, false, null);
            default -> new Trouble(Kind.OTHER, failure.message(), failure.advice(), false, null);
        };
    }

    /// The words for a file that cannot be read.
    static Trouble damaged(String why, @Nullable Path keptCopy) {
        String end = keptCopy == null
                ? " No kept copy lies beside it; look into your own backups of the file."
                : " The generation before this one was kept.";
        return new Trouble(Kind.DAMAGED, "The vault file is damaged", Texts.sentence(why) + "." + end, true, keptCopy);
    }
}
