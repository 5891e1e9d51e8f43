package io.backstay.cli.restore;

import io.backstay.act.Desk;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.ExitCode;
import io.backstay.base.Failure;
import io.backstay.base.TenantId;
import io.backstay.cli.terminal.DeskAct;
import io.backstay.cli.terminal.Guidance;
import io.backstay.cli.terminal.Plain;
import io.backstay.cli.terminal.Session;
import io.backstay.cli.terminal.Span;
import io.backstay.cli.terminal.VaultAccess;
import io.backstay.cli.terminal.ZoneName;
import io.backstay.codec.Json;
import io.backstay.estate.Asset;
import io.backstay.estate.AssetKind;
import io.backstay.estate.Tenant;
import io.backstay.lab.Lab;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.verdict.Intake;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `backstay restore find`: which transaction did it.
@Command(
        name = "find",
        description = {
            "Narrows 'about Friday evening' to one transaction: recovers scratch to moments in between and counts",
            "the tenant's rows there. Live is not touched. Answers the transaction, its commit time, what it took",
            "away, and the last good instant. A look is bad when rows are fewer than at the first look; with --key,",
            "when that one row has other values or is gone."
        },
        footer = {
            "",
            "Examples:",
            "  backstay restore find --practice --dataset Invoices",
            "  backstay restore find --tenant 1003 --around 2026-11-20T18:00+11:00[Australia/Melbourne] --within PT3H",
            "",
            "JSON: tenant, asset, outcome (found|nothing-lost|undecidable), commit {xid, lsn, at, atLocal}, lastGood,",
            "lastGoodLocal, zone, changes[{table, before, after, gone, changed, added, examples[]}], point, commits,",
            "looks[{at, before, rows, good, recoveries}], recoveries, recoveriesMax, notes[].",
            "0 found, 1 nothing was lost in that time, 2 it cannot be decided.",
            "",
            Guidance.CODES,
            Guidance.MORE_CODES
        })
final class FindCommand extends DeskAct {
    @Mixin
    private final VaultAccess access;

    @Option(names = "--tenant", paramLabel = "T", description = "The tenant's key, such as 1003.")
    private @Nullable String tenant;

    @Option(
            names = "--around",
            paramLabel = "TIME",
            converter = LocalTime.class,
            description = "When it happened, about: ISO-8601 with offset or zone.")
    private @Nullable ZonedDateTime around;

    @Option(
            names = "--within",
            paramLabel = "D",
            converter = Span.class,
            description = "How far before and after that to look: an ISO-8601 duration. Default: PT1H.")
    private Duration within = MomentQuestion.USUAL;

    @Option(
            names = "--dataset",
            paramLabel = "TABLE",
            description = "What is watched: a table or what it is called. Default: every table of the tenant.")
    private @Nullable String dataset;

    @Option(
            names = "--key",
            paramLabel = "K",
            description = "The key of the one row of the data set that is watched, for values that were damaged.")
    private @Nullable String key;

    @Option(names = "--asset", paramLabel = "A", description = "The database. Default: the only one there is.")
    private @Nullable String asset;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneName.class,
            description = "The customer's time zone, such as Australia/Melbourne. Default: that of --around.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--practice",
            description =
                    "Starts the practice lab for this search and removes it afterwards; what is not given is taken"
                            + " from the practised call.")
    private boolean practice;

    FindCommand(Session session) {
        super(session);
        this.access = new VaultAccess(session);
    }

    /// Everything that a search needs, and how its answer is read.
    private record Asked(AssetId database, Tenant tenant, MomentQuestion question, ZoneId zone) {}

    @Override
    protected void check() {
        if (!practice && (tenant == null || around == null)) {
            throw misused("Missing required options: '--tenant=T' and '--around=TIME'; or use --practice");
        }
        if (key != null && dataset == null) {
            throw misused("--key names a row of a data set; give --dataset, too");
        }
        if (tenant != null && tenant.isBlank()) {
            throw misused("--tenant takes a tenant's key, not nothing");
        }
    }

    @Override
    protected ExitCode run(Desk desk) throws BackstayException, InterruptedException {
        FoundText text = watched(progress -> {
            Asked asked = practice ? practised(desk.practice().start(progress)) : asked(desk);
            if (!asked.database().equals(Lab.DATABASE)) {
                access.open(desk);
            }
            FoundMoment found = desk.searches()
                    .find(
                            asked.database(),
                            asked.tenant(),
                            asked.question(),
                            (look, most) -> progress.note(FoundText.look(look, most)),
                            progress);
            if (practice) {
                desk.practice().stop();
            }
            return new FoundText(found, asked.tenant(), asked.database(), asked.zone());
        });
        if (isForPrograms()) {
            session.print(Json.pretty(text.document()));
        } else {
            text.lines().forEach(line -> session.print(Plain.text(line)));
        }
        return switch (text.found().outcome()) {
            case FOUND -> ExitCode.HOLDS;
            case NOTHING_LOST -> ExitCode.DOES_NOT_HOLD;
            case UNDECIDABLE -> ExitCode.UNDECIDABLE;
        };
    }

    private Asked practised(Intake call) {
        ZonedDateTime about = around == null ? call.about().atZone(call.zone()) : around;
        Tenant who = tenant == null ? call.tenant() : named(tenant);
        return new Asked(
                call.database(), who, new MomentQuestion(about.toInstant(), within, dataset, key), zoneOf(about));
    }

    private Asked asked(Desk desk) throws BackstayException {
        ZonedDateTime about = around;
        String who = tenant;
        if (about == null || who == null) {
            throw new IllegalStateException("checked before");
        }
        return new Asked(
                database(desk), named(who), new MomentQuestion(about.toInstant(), within, dataset, key), zoneOf(about));
    }

    private ZoneId zoneOf(ZonedDateTime about) {
        return zone == null ? about.getZone() : zone;
    }

    private static Tenant named(String key) {
        return new Tenant(new TenantId(key), "the tenant");
    }

    private AssetId database(Desk desk) throws BackstayException {
        List<AssetId> databases = desk.facts().assets().stream()
                .filter(each -> each.kind() == AssetKind.DATABASE)
                .map(Asset::id)
                .filter(id -> asset == null || id.value().equals(asset))
                .toList();
        if (databases.size() == 1) {
            return databases.getFirst();
        }
        throw new BackstayException(
                databases.isEmpty()
                        ? new Failure.NotFound(
                                asset == null ? "A known database" : "A known database " + asset,
                                "Look with 'backstay points' at what is known, or search with --practice.")
                        : new Failure.BadInput(
                                "There is more than one database: "
                                        + String.join(
                                                ", ",
                                                databases.stream()
                                                        .map(AssetId::value)
                                                        .toList()) + ".",
                                "Name one with --asset."));
    }
}
