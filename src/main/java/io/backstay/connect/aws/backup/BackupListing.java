package io.backstay.connect.aws.backup;

import io.backstay.base.AssetId;
import io.backstay.base.Counts;
import io.backstay.base.PointId;
import io.backstay.connect.Circumstances;
import io.backstay.connect.Listing;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.Arn;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Circumstance.Kind;
import io.backstay.estate.Configured;
import io.backstay.estate.Observation;
import io.backstay.estate.PointKind;
import io.backstay.estate.RecoveryPoint;
import io.backstay.estate.Safekeeping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What AWS Backup says of a region, as facts: an asset for each resource that has recovery points, whichever service
/// it is of.
record BackupListing(AwsRegion region, Listing.Occasion occasion) {
    /// Who provides an asset that no other listing knows.
    static final String PROVIDER = "aws-backup";

    Listing of(List<Vault> vaults, List<Kept> kept, List<Unread> unread) {
        Map<String, List<Kept>> byResource = new LinkedHashMap<>();
        Circumstances also = new Circumstances(occasion);
        Map<Unwatched, Integer> unwatched = new LinkedHashMap<>();
        int continuous = 0;
        for (Kept each : kept) {
            if (each.continuous()) {
                continuous++;
            } else if (kind(each.type()) == null) {
                unwatched.merge(new Unwatched(each.vault(), each.type()), 1, Integer::sum);
            } else {
                byResource
                        .computeIfAbsent(each.resource(), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Listing.Found> found = new ArrayList<>();
        unwatched.forEach((what, many) -> tell(what, many, also));
        byResource.forEach((resource, own) -> found.add(found(resource, own, unread.isEmpty())));
        if (continuous > 0) {
            also.tell(
                    Kind.NOT_LISTED,
                    "continuous backups in " + region,
                    null,
                    continuous + " continuous",
                    Counts.of(continuous, "continuous backup") + " of AWS Backup in " + region
                            + " reach moments that AWS Backup does not list: left out.");
        }
        vaults.forEach(each -> tell(each, kept, also));
        return new Listing(found, unread, also);
    }

    /// Points of no kind that is watched: one fact for all of them, since a vault may hold tens of thousands.
    private record Unwatched(Vault vault, String type) {}

    private static void tell(Unwatched what, int many, Circumstances also) {
        also.tell(
                Kind.NOT_LISTED,
                what.type() + " in " + what.vault().arn(),
                null,
                many + " " + what.type(),
                Counts.of(many, "recovery point") + " of the kind " + what.type() + " in the vault "
                        + what.vault().name() + (many == 1 ? " is" : " are") + " of no asset that is watched: not"
                        + " listed.");
    }

    private void tell(Vault vault, List<Kept> kept, Circumstances also) {
        String where = "The vault " + vault.name() + " in " + region;
        List<Kept> own =
                kept.stream().filter(each -> each.vault().equals(vault)).toList();
        if (!vault.isPlain()) {
            also.tell(
                    Kind.NOT_LISTED,
                    vault.arn(),
                    null,
                    "name",
                    where + " is not listed, because its name would have to be encoded; look at it in AWS.");
        }
        lock(vault, where, own.isEmpty(), also);
        long infected = own.stream().filter(Kept::infected).count();
        if (infected > 0) {
            also.tell(
                    Kind.MALWARE,
                    vault.arn(),
                    null,
                    infected + " infected",
                    where + " holds " + Counts.of(infected, "recovery point")
                            + " in which a scan found malware: do not restore from them unseen.");
        }
        long cold = own.stream()
                .filter(each -> each.coldAt() != null && each.coldAt().isBefore(occasion.at()))
                .count();
        if (cold > 0) {
            also.tell(
                    Kind.TIER,
                    vault.arn(),
                    null,
                    cold + " cold",
                    where + " holds " + Counts.of(cold, "recovery point")
                            + " in cold storage, which must be brought back first.");
        }
    }

    /// An empty vault's lock is a fact like another's, and nothing to hear of.
    private void lock(Vault vault, String where, boolean empty, Circumstances also) {
        String mode = vault.mode(occasion.at());
        String value = Boolean.FALSE.equals(vault.locked()) ? "none" : mode;
        if (value == null) {
            return;
        }
        String sentence = Boolean.FALSE.equals(vault.locked())
                ? where + " has no lock: whoever has the rights can delete what lies in it."
                : value.startsWith("governance")
                        ? where + " is locked, and the lock can still be taken off"
                                + (vault.lockDate() == null ? "." : " until " + vault.lockDate() + ".")
                        : where + " is locked in the mode " + value + ".";
        if (empty || value.startsWith("compliance")) {
            String known = empty ? value + Circumstance.EMPTY : value;
            also.know(Kind.VAULT_LOCK, vault.arn(), null, known, sentence);
        } else {
            also.tell(Kind.VAULT_LOCK, vault.arn(), null, value, sentence);
        }
        if (!empty && mode != null && (vault.leastDays() != null || vault.mostDays() != null)) {
            String least = vault.leastDays() == null ? "" : "at least " + vault.leastDays();
            String most = vault.mostDays() == null ? "" : "at most " + vault.mostDays();
            also.hear(where + " keeps new points for " + least + (least.isEmpty() || most.isEmpty() ? "" : " and ")
                    + most + " days.");
        }
    }

    private Listing.Found found(String resource, List<Kept> own, boolean whole) {
        Kept first = own.getFirst();
        AssetKind kind = kind(first.type());
        String name = first.name();
        String last = resource.replaceAll(".*[:/]", "");
        AssetId id = new AssetId(resource);
        Asset asset = new Asset(
                id,
                name == null || name.isBlank() ? last : name,
                kind == null ? AssetKind.CONFIGURATION : kind,
                occasion.environment(),
                PROVIDER,
                first.vault().account(),
                first.type(),
                region.name(),
                null,
                null,
                null,
                Configured.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                new Safekeeping(true, List.of(), null, null, null, null),
                new Observation(occasion.source(), occasion.at()));
        return new Listing.Found(
                asset, own.stream().map(each -> point(id, each)).toList(), whole);
    }

    private RecoveryPoint point(AssetId asset, Kept kept) {
        String mode = kept.vault().mode(occasion.at());
        return new RecoveryPoint(
                new PointId(kept.arn()),
                asset,
                PointKind.SNAPSHOT,
                kept.created(),
                kept.completed(),
                kept.deleteAt(),
                kept.status(),
                kept.size(),
                kept.encryption(),
                Arn.of(kept.vault().arn()).account(),
                List.of(region.name()),
                null,
                mode == null ? null : kept.deleteAt(),
                mode,
                kept.planned() ? "scheduled" : "manual",
                null,
                new Observation(occasion.source(), occasion.at()));
    }

    /// The kinds of resource that AWS Backup keeps ("Feature availability by resource" of its guide).
    private static @Nullable AssetKind kind(String type) {
        return switch (type) {
            case "RDS",
                    "Aurora",
                    "Aurora DSQL",
                    "DynamoDB",
                    "DocumentDB",
                    "Neptune",
                    "Redshift",
                    "Redshift Serverless",
                    "Timestream",
                    "SAP HANA on Amazon EC2" -> AssetKind.DATABASE;
            case "S3" -> AssetKind.OBJECT_STORE;
            case "EBS", "EC2", "EFS", "FSx", "Storage Gateway", "VirtualMachine" -> AssetKind.VOLUME;
            case "CloudFormation" -> AssetKind.CONFIGURATION;
            default -> null;
        };
    }
}
