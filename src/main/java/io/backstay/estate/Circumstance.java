package io.backstay.estate;

import io.backstay.base.AssetId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something about an asset, a vault or a snapshot that decides whether history survives and can be used, as observed.
///
/// @param subject  what it is about, as its provider names it: an ARN, a project's reference
/// @param asset    the asset that it is of, absent for what belongs to none
/// @param value    one word or two, such as `on`, `off`, `governance`, `2 archived`
/// @param sentence what a person should know
public record Circumstance(
        String subject, @Nullable AssetId asset, Kind kind, String value, String sentence, Observation observation) {
    /// What holds where a means is either there or not.
    public static final String ON = "on";

    public static final String OFF = "off";

    /// How the value of a vault's lock ends where nothing lies in it that a lock could keep.
    public static final String EMPTY = ", empty";

    /// Whether a person should hear of it unasked: history may be lost sooner, or cannot be used at once.
    public boolean isConcern() {
        return switch (kind) {
            case DELETION_PROTECTION, AUTOMATED_BACKUPS -> value.equals(OFF);
            case PUBLIC_ADDRESS, POINTS_UNREAD, DELETABLE_BY_PRODUCTION -> value.equals(ON);
            case VAULT_LOCK -> !value.startsWith("compliance") && !value.endsWith(EMPTY);
            case STATE -> !value.equals("ACTIVE_HEALTHY");
            case RECYCLE_BIN, TIER, MALWARE, NOT_LISTED, FAILED_BACKUP -> true;
            case SHARED_BY_OTHERS -> false;
        };
    }

    /// The gravest first: what may lose history, before what merely hides some or takes time.
    public int weight() {
        return switch (kind) {
            case DELETABLE_BY_PRODUCTION -> 0;
            case AUTOMATED_BACKUPS, FAILED_BACKUP -> 1;
            case RECYCLE_BIN, MALWARE -> 2;
            case POINTS_UNREAD -> 3;
            case DELETION_PROTECTION, VAULT_LOCK -> 4;
            case STATE, PUBLIC_ADDRESS -> 5;
            case TIER, NOT_LISTED, SHARED_BY_OTHERS -> 6;
        };
    }

    /// Those that nothing newer says otherwise: the same source of the same subject in the same matter. Rows of a
    /// manifest that was read in stand beside what a listing said since.
    ///
    /// @return in the same order
    public static List<Circumstance> newest(List<Circumstance> all) {
        Map<Matter, Instant> last = new HashMap<>();
        for (Circumstance each : all) {
            last.merge(each.matter(), each.observation.observedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
        return all.stream()
                .filter(each -> each.observation.observedAt().equals(last.get(each.matter())))
                .toList();
    }

    private Matter matter() {
        return new Matter(observation.source(), subject, kind);
    }

    /// What only the newest word counts in.
    private record Matter(String source, String subject, Kind kind) {}

    /// What it is about.
    public enum Kind {
        /// `on` or `off`: whether the provider refuses to delete the server.
        DELETION_PROTECTION,
        /// `on` where the server has an address in the internet, else `off`.
        PUBLIC_ADDRESS,
        /// `on` or `off`: whether the provider makes backups by itself.
        AUTOMATED_BACKUPS,
        /// Somebody deleted it, and until when it can be had back.
        RECYCLE_BIN,
        /// What must be brought back from an archive before it can be used.
        TIER,
        /// `none`, or the mode in which a vault is locked; of an empty one, [#EMPTY] behind it.
        VAULT_LOCK,
        /// What a scan found.
        MALWARE,
        /// A snapshot that another account shares with this one.
        SHARED_BY_OTHERS,
        /// What is there and is no recovery point here, with why: one of a kind in a place, with how many.
        NOT_LISTED,
        /// `on` where the recovery points may not be read, so that those that are known may not be all.
        POINTS_UNREAD,
        /// `on` where production's credentials could take its backups away, `off` where they cannot.
        DELETABLE_BY_PRODUCTION,
        /// Which of its backups failed.
        FAILED_BACKUP,
        /// How the provider says that it is.
        STATE
    }
}
