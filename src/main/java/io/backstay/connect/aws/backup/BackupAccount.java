package io.backstay.connect.aws.backup;

import io.backstay.base.BackstayException;
import io.backstay.connect.Listing;
import io.backstay.connect.Part;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.AwsRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The vaults of an account and what lies in them, as AWS Backup lists them (API version 2018-11-15). Nothing of it
/// can change anything there.
public final class BackupAccount {
    private static final String SERVICE = "backup";
    private static final String LIST_VAULTS = "ListBackupVaults";
    private static final String LIST_POINTS = "ListRecoveryPointsByBackupVault";

    /// About a vault that nobody has: who may not ask is told that first.
    private static final String NOBODYS = "backstay-asks-what-it-may-ask";

    private final AwsAccess access;

    /// @param access in whose name
    public BackupAccount(AwsAccess access) {
        this.access = access;
    }

    /// Every permission that a listing takes.
    public static List<String> permissions() {
        return List.of(SERVICE + ":" + LIST_VAULTS, SERVICE + ":" + LIST_POINTS);
    }

    /// Asks each question that a listing asks once, in a region, as small as it can be.
    ///
    /// @return those that the key may not ask
    public List<Unread> denied(AwsRegion region) throws BackstayException, InterruptedException {
        AwsRest backup = new AwsRest(access, region, SERVICE);
        List<Unread> denied = new ArrayList<>();
        for (AwsRest.Question each : List.of(vaults(), points(NOBODYS))) {
            if (!backup.mayAsk(each)) {
                denied.add(backup.unread(each.action()));
            }
        }
        return List.copyOf(denied);
    }

    /// Lists one region: an asset for each resource with points, whichever service it is of. [Joined] puts them
    /// together with what that service says itself.
    ///
    /// @throws BackstayException when it cannot be asked at all; what the key may not ask is part of the listing
    public Listing list(AwsRegion region, Listing.Occasion occasion) throws BackstayException, InterruptedException {
        AwsRest backup = new AwsRest(access, region, SERVICE);
        List<Unread> unread = new ArrayList<>();
        Part<Vault> vaults = backup.list(vaults(), Vault::of);
        add(vaults, unread);
        List<Kept> kept = new ArrayList<>();
        for (Vault vault : vaults.items()) {
            if (!vault.isPlain()) {
                continue;
            }
            Part<Kept> points = backup.list(points(vault.name()), fields -> Kept.of(vault, fields));
            add(points, unread);
            kept.addAll(points.items());
        }
        return new BackupListing(region, occasion).of(vaults.items(), kept, unread);
    }

    private static void add(Part<?> part, List<Unread> unread) {
        Unread missing = part.unread();
        if (missing != null && !unread.contains(missing)) {
            unread.add(missing);
        }
    }

    private static AwsRest.Question vaults() {
        return new AwsRest.Question(LIST_VAULTS, "/backup-vaults/", Map.of(), "BackupVaultList");
    }

    private static AwsRest.Question points(String vault) {
        return new AwsRest.Question(
                LIST_POINTS, "/backup-vaults/" + vault + "/recovery-points/", Map.of(), "RecoveryPoints");
    }
}
