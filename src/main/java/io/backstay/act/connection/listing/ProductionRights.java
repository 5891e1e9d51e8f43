package io.backstay.act.connection.listing;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.account.AccountSync;
import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.backup.Joined;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.History;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.RecoveryPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether production's users and roles could take away what a listing found: of each asset by the rights that its
/// own backups go by, and those that AWS Backup keeps of it by AWS Backup's.
///
/// @param access with the key that lists
record ProductionRights(AwsAccount account, AwsAccess access) {
    /// Points that AWS Backup made or keeps, by their ARN.
    private static final Pattern BACKUPS = Pattern.compile(":backup:|:awsbackup:");

    private static final List<History> ASKED = List.of(History.DATABASES, History.VOLUMES, History.VAULTS);

    /// With what is known; not known where nobody named production, or AWS may not be asked.
    List<Listing.Found> judged(List<Listing.Found> found, AccountSync.Told told) throws InterruptedException {
        if (account.principals().isEmpty() || found.isEmpty()) {
            return found.stream().map(each -> marked(each, null)).toList();
        }
        List<String> names = AwsSync.withAutomated(names(found), account, new RdsAccount(access));
        DeletionRights rights = new DeletionRights(access, account.places().getFirst());
        Map<History, @Nullable Boolean> can = new EnumMap<>(History.class);
        ASKED.forEach(each -> can.put(each, false));
        List<DeletionRights.Found> dangerous = new ArrayList<>();
        for (String each : account.principals()) {
            try {
                DeletionRights.Found one = rights.ofPoints(each, names);
                ASKED.forEach(what -> can.put(what, both(can.get(what), one.of(what))));
                if (!one.allowed().isEmpty()) {
                    dangerous.add(one);
                }
            } catch (BackstayException e) {
                ASKED.forEach(what -> can.put(what, both(can.get(what), null)));
                told.problem("Whether " + each + " could take backups away is not known: "
                        + e.failure().message() + " " + e.failure().advice());
            }
        }
        List<Listing.Found> all = new ArrayList<>();
        for (Listing.Found each : found) {
            Boolean known = known(each, can);
            all.add(marked(each, known));
            if (known != null) {
                Set<History> about = about(each);
                List<DeletionRights.Found> who = dangerous.stream()
                        .map(one -> one.about(about))
                        .filter(one -> !one.allowed().isEmpty())
                        .toList();
                told.circumstance(said(each.asset(), known, who));
            }
        }
        return all;
    }

    /// One of them is enough; that none can must be known of each.
    static @Nullable Boolean both(@Nullable Boolean one, @Nullable Boolean other) {
        if (Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other)) {
            return true;
        }
        return (one == null || other == null) ? null : Boolean.FALSE;
    }

    private static @Nullable Boolean known(Listing.Found found, Map<History, @Nullable Boolean> can) {
        Boolean vaults = can.get(History.VAULTS);
        if (Joined.isBackups(found.asset())) {
            return vaults;
        }
        if (found.asset().kind() == AssetKind.VOLUME) {
            // Nothing in its name tells a snapshot that AWS Backup keeps from another.
            Boolean own = can.get(History.VOLUMES);
            if (Boolean.TRUE.equals(own)) {
                return true;
            }
            return (Boolean.FALSE.equals(own) && Boolean.FALSE.equals(vaults)) ? Boolean.FALSE : null;
        }
        if (found.asset().kind() != AssetKind.DATABASE) {
            return null;
        }
        boolean vaulted = found.points().stream().anyMatch(ProductionRights::isVaulted);
        Boolean own = can.get(History.DATABASES);
        return vaulted ? both(own, vaults) : own;
    }

    /// By which rights its backups go, as [#known] has it.
    private static Set<History> about(Listing.Found found) {
        if (Joined.isBackups(found.asset())) {
            return EnumSet.of(History.VAULTS);
        }
        History own = found.asset().kind() == AssetKind.VOLUME ? History.VOLUMES : History.DATABASES;
        return found.points().stream().anyMatch(ProductionRights::isVaulted)
                ? EnumSet.of(own, History.VAULTS)
                : EnumSet.of(own);
    }

    private static boolean isVaulted(RecoveryPoint point) {
        return BACKUPS.matcher(point.id().value()).find();
    }

    static Listing.Found marked(Listing.Found found, @Nullable Boolean deletable) {
        Asset asset = found.asset();
        return new Listing.Found(asset.kept(asset.kept().deletable(deletable)), found.points(), found.whole());
    }

    static Circumstance said(Asset asset, boolean can, List<DeletionRights.Found> dangerous) {
        List<String> who = new ArrayList<>();
        for (DeletionRights.Found each : can ? dangerous : List.<DeletionRights.Found>of()) {
            List<String> by = each.statements();
            who.add(each.principal() + " may " + String.join(", ", each.allowed())
                    + (by.isEmpty() ? "" : ", by " + String.join("; ", by)));
        }
        return new Circumstance(
                asset.id().value(),
                asset.id(),
                Circumstance.Kind.DELETABLE_BY_PRODUCTION,
                can ? Circumstance.ON : Circumstance.OFF,
                can
                        ? String.join(". ", who) + ": take that out, or deny it."
                        : "AWS says that production's credentials can take none of its backups away.",
                asset.observation());
    }

    /// All of them: a right may be given for one name alone. Where there are more than are asked about, what is not
    /// denied outright stays unknown.
    static List<String> names(List<Listing.Found> found) {
        return found.stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(each.asset().id().value()),
                        each.points().stream().map(point -> point.id().value())))
                .toList();
    }
}
