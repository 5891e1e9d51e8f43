package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.listing.AwsService;
import io.backstay.act.connection.listing.AwsSync;
import io.backstay.act.connection.reach.AwsWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.EnabledRegions;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.KeyRights;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Tls;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at an account of AWS with its key: whose it is, and what it may ask in each region. Nothing is changed
/// there.
final class AwsTrial {
    private static final String KEY = "key";
    private static final String REGIONS = "regions";

    private static final String MAKER = "backup key";
    private static final String RESTORER = "restore key";

    private final AwsAccount account;
    private final AwsWay way;
    private final TestLines lines;
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> regions = new TreeSet<>();
    private final Set<String> dangerous = new TreeSet<>();
    private final RightsTrial rights;
    private boolean blind;
    private AwsRegion home;
    private final List<String> names;
    private final String locks;

    /// @param names ARNs of databases and backups that were listed
    /// @param locks what the last listing said of the vaults' locks, a sentence
    AwsTrial(AwsAccount account, AwsWay way, List<String> names, String locks, TestLines lines) {
        this.names = names;
        this.locks = locks;
        this.account = account;
        this.way = way;
        this.lines = lines;
        this.rights = new RightsTrial(lines);
        this.home = account.places().getFirst();
    }

    void run() throws InterruptedException {
        AwsAccess[] access = new AwsAccess[1];
        String[] caller = {""};
        boolean known = lines.look(KEY, () -> {
            access[0] = way.access();
            caller[0] = identity(access[0]);
            return "AWS takes the key: it is " + caller[0] + ".";
        });
        if (known) {
            enabled(access[0]);
        }
        for (AwsRegion region : account.places()) {
            if (known) {
                for (AwsService each : AwsService.all(access[0])) {
                    lines.look(each.name() + " in " + region, () -> asked(each, region));
                }
            } else {
                lines.skip(region.name(), "Not looked at: AWS did not take the key.");
            }
        }
        if (known) {
            deletion(new DeletionRights(access[0], account.places().getFirst()), new RdsAccount(access[0]), caller[0]);
        }
        others(caller[0]);
    }

    /// Whether the regions that are listed are those that the account has enabled. Listing takes no right to ask that,
    /// so that a key without it is undecided and not wrong.
    private void enabled(AwsAccess access) throws InterruptedException {
        try {
            List<String> enabled = EnabledRegions.of(access, home);
            if (enabled != null) {
                lines.look(REGIONS, () -> covered(enabled));
                return;
            }
            blind = true;
            lines.skip(
                    REGIONS,
                    "Which regions the account has enabled is not known, so that one may be left out: the key lacks "
                            + EnabledRegions.PERMISSION + ". Add the statement below to its policy.");
        } catch (BackstayException e) {
            lines.skip(REGIONS, e.failure().message() + " " + e.failure().advice());
        }
    }

    private String covered(List<String> enabled) throws BackstayException {
        List<String> off = account.regions().stream()
                .filter(each -> !enabled.contains(each))
                .toList();
        if (!off.isEmpty()) {
            throw new BackstayException(new Failure.BadInput(
                    "The account has not enabled " + String.join(", ", off) + ", so that nothing can lie there.",
                    "Enable it in the account's settings, or add the connection again without it; enabled are "
                            + String.join(", ", enabled) + "."));
        }
        List<String> others = enabled.stream()
                .filter(each -> !account.regions().contains(each))
                .toList();
        return others.isEmpty()
                ? "Every region that the account has enabled is listed."
                : "The account has enabled " + String.join(", ", others) + " too, which this connection does not list.";
    }

    /// The other credentials: whose they are, that each is another than the one that reads, and what AWS says that
    /// they may; all of it would change something, so nothing of it is tried.
    private void others(String reader) throws InterruptedException {
        if (account.maker() != null) {
            String maker = another(MAKER, way::maker, reader);
            if (maker != null) {
                for (AwsRegion region : account.places()) {
                    rights.run(
                            MAKER + " in " + region,
                            maker,
                            () -> KeyRights.ofBackups(way.maker(), region, maker, names)
                                    .of(maker));
                }
            }
        }
        AwsScratch scratch = account.scratch();
        if (scratch != null) {
            Lent restorer = () -> way.access(scratch.restorer(), Purpose.RESTORE_TO_SCRATCH);
            String principal = another(RESTORER, restorer, reader);
            lines.look("scratch login", () -> login(way.login(scratch.login())));
            String role = scratch.backupRole();
            if (principal != null) {
                rights.run(
                        RESTORER,
                        principal,
                        () -> KeyRights.ofServers(restorer.access(), scratch.placing(), principal, names)
                                .of(principal));
                if (role != null) {
                    AwsRegion region = scratch.placing().region();
                    rights.run(
                            "restore by AWS Backup",
                            principal,
                            () -> KeyRights.ofJobs(restorer.access(), region, role)
                                    .of(principal));
                }
            }
        }
    }

    /// Has a key.
    @FunctionalInterface
    private interface Lent {
        AwsAccess access() throws BackstayException;
    }

    /// @return whose it is, a user or a role; absent where AWS does not take it
    private @Nullable String another(String part, Lent lent, String reader) throws InterruptedException {
        String[] arn = new String[1];
        lines.look(part, () -> {
            arn[0] = identity(lent.access());
            if (DeletionRights.principal(arn[0]).equals(DeletionRights.principal(reader))) {
                throw new BackstayException(new Failure.Refused(
                        "Backstay",
                        "it is " + arn[0] + ", which reads as well, so whoever has the key that reads could change",
                        "Make a user or a role of its own for it, by docs/access."));
            }
            return "AWS takes it: it is " + arn[0] + ".";
        });
        return arn[0] == null ? null : DeletionRights.principal(arn[0]);
    }

    private static String login(Login login) throws BackstayException {
        if (!login.isLoopback() && login.tls().mode() != Tls.Mode.VERIFY_FULL) {
            throw new BackstayException(new Failure.Refused(
                    "Backstay",
                    "a new server is reached over TLS verify-full only, and the login says "
                            + login.tls().mode().word(),
                    "Store it with --field tlsMode=verify-full and the authorities of AWS (--field ca=...)."));
        }
        return login.user() + " logs in to new servers beside " + login.host()
                + (login.isLoopback() ? "" : ", over TLS verify-full") + "; its password is tried when there is one.";
    }

    /// Where production is not named, at least the key itself must not be able to.
    private void deletion(DeletionRights rights, RdsAccount rds, String caller) throws InterruptedException {
        List<String> principals =
                account.principals().isEmpty() ? List.of(DeletionRights.principal(caller)) : account.principals();
        List<String> things = AwsSync.withAutomated(names, account, rds);
        for (String each : principals) {
            String part = "deletion by " + each;
            try {
                DeletionRights.Found found = rights.all(each, things);
                if (found.allowed().isEmpty() && !found.open().isEmpty()) {
                    lines.skip(part, open(found));
                } else {
                    lines.look(part, () -> safe(found));
                }
            } catch (BackstayException e) {
                // Not being able to ask is no answer, and never that it may not.
                lines.skip(part, e.failure().message() + " " + e.failure().advice());
            }
        }
    }

    private static String open(DeletionRights.Found found) {
        return "Nothing that takes history away is allowed for all, but " + String.join(", ", found.open())
                + " may be for some: deny them explicitly, as docs/access/aws-list.json does, and it is proven.";
    }

    private String safe(DeletionRights.Found found) throws BackstayException {
        if (found.allowed().isEmpty()) {
            return "AWS says that it can take no history away. " + locks;
        }
        dangerous.addAll(found.allowed());
        List<String> by = found.statements();
        throw new BackstayException(new Failure.Refused(
                "Backstay",
                found.principal() + " may "
                        + String.join(
                                ", ",
                                found.allowed().stream()
                                        .map(DeletionRights::words)
                                        .toList())
                        + ", so whoever has its credentials can take history away",
                (by.isEmpty()
                                ? "Take these actions out of its policies"
                                : "Take these actions out of " + String.join("; ", by))
                        + ", or add the statement with Deny below. " + locks));
    }

    private String identity(AwsAccess access) throws BackstayException, InterruptedException {
        AwsIdentity identity = told(access);
        String bound = way.bound();
        if (bound != null && !bound.equals(identity.account())) {
            throw new BackstayException(new Failure.Refused(
                    "The vault",
                    "the key is bound to the account " + bound + ", and is " + identity.arn(),
                    "Store it under the account that it belongs to, or put the right key in."));
        }
        return identity.arn();
    }

    /// Whose the key is, by the first region that says so: one that the account has not enabled knows no key.
    private AwsIdentity told(AwsAccess access) throws BackstayException, InterruptedException {
        List<AwsRegion> asked = new ArrayList<>(account.places());
        if (asked.getFirst().partition().equals(RegionLook.ALWAYS.partition()) && !asked.contains(RegionLook.ALWAYS)) {
            asked.add(RegionLook.ALWAYS);
        }
        BackstayException first = null;
        for (AwsRegion region : asked) {
            try {
                AwsIdentity identity = AwsIdentity.of(access, region);
                home = region;
                return identity;
            } catch (BackstayException e) {
                if (!(e.failure() instanceof Failure.Refused)) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private String asked(AwsService service, AwsRegion region) throws BackstayException, InterruptedException {
        List<String> denied =
                service.trying().denied(region).stream().map(Unread::permission).toList();
        if (denied.isEmpty()) {
            return "Every question of a listing may be asked: " + String.join(", ", service.permissions()) + ".";
        }
        missing.addAll(denied);
        regions.add(region.name());
        List<String> works = service.permissions().stream()
                .filter(each -> !denied.contains(each))
                .toList();
        throw new BackstayException(new Failure.Refused(
                service.name() + " in " + region,
                "the key lacks " + String.join(", ", denied)
                        + (works.isEmpty() ? "" : "; it has " + String.join(", ", works)),
                "Add the statement below to its policy."));
    }

    /// The statements to paste: what is missing in the key's policy, and what must be denied to whoever could take
    /// history away; absent when there are none.
    @Nullable
    String statement() {
        List<Map<String, Object>> statements = new ArrayList<>();
        if (!missing.isEmpty()) {
            Map<String, Object> statement = statement("ListBackups", "Allow", missing);
            statement.put("Condition", Map.of("StringEquals", Map.of("aws:RequestedRegion", List.copyOf(regions))));
            statements.add(statement);
        }
        if (blind) {
            statements.add(RegionLook.statement());
        }
        if (!dangerous.isEmpty()) {
            statements.add(statement("NeverTakeHistoryAway", "Deny", dangerous));
        }
        statements.addAll(rights.missing());
        return statements.isEmpty() ? null : Json.pretty(statements.size() == 1 ? statements.getFirst() : statements);
    }

    private static Map<String, Object> statement(String name, String effect, Set<String> actions) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", name);
        statement.put("Effect", effect);
        statement.put("Action", List.copyOf(actions));
        statement.put("Resource", "*");
        return statement;
    }
}
