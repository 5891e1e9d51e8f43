package io.backstay.act.connection.desk;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.TestLines;
import io.backstay.act.connection.reach.AwsWay;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Json;
import io.backstay.connect.Unread;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsIdentity;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.JobRights;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.Tls;
import io.backstay.vault.entry.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks at an account of AWS with its key: whose it is, and what it may ask in each region. Nothing is changed
/// there.
final class AwsTrial {
    private static final String KEY = "key";

    private final AwsAccount account;
    private final AwsWay way;
    private final TestLines lines;
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> regions = new TreeSet<>();
    private final Set<String> dangerous = new TreeSet<>();
    private final List<Map<String, Object>> more = new ArrayList<>();
    private final List<String> names;

    /// @param names ARNs of databases and backups that were listed
    AwsTrial(AwsAccount account, AwsWay way, List<String> names, TestLines lines) {
        this.names = names;
        this.account = account;
        this.way = way;
        this.lines = lines;
    }

    void run() throws InterruptedException {
        AwsAccess[] access = new AwsAccess[1];
        String[] caller = {""};
        boolean known = lines.look(KEY, () -> {
            access[0] = way.access();
            caller[0] = identity(access[0]);
            return "AWS takes the key: it is " + caller[0] + ".";
        });
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

    /// The other credentials: whose they are, and that each is another than the one that reads. What they may do is
    /// not tried, because all of it changes something.
    private void others(String reader) throws InterruptedException {
        String maker = account.maker();
        if (maker != null) {
            lines.look("backup key", () -> another(way.maker(), reader));
        }
        AwsScratch scratch = account.scratch();
        if (scratch != null) {
            lines.look(
                    "restore key", () -> another(way.access(scratch.restorer(), Purpose.RESTORE_TO_SCRATCH), reader));
            lines.look("scratch login", () -> login(way.login(scratch.login())));
            String role = scratch.backupRole();
            if (role != null) {
                jobs(scratch, role);
            }
        }
    }

    /// Starting a restore job would change something, so AWS is asked what the key's policies come to, right by right.
    private void jobs(AwsScratch scratch, String role) throws InterruptedException {
        try {
            AwsAccess restorer = way.access(scratch.restorer(), Purpose.RESTORE_TO_SCRATCH);
            JobRights rights = new JobRights(restorer, scratch.placing().region(), role);
            String principal = DeletionRights.principal(identity(restorer));
            Map<String, JobRights.Answer> answers = rights.of(principal);
            Set<String> lacking = new TreeSet<>(answers.keySet());
            lacking.removeIf(each -> answers.get(each) != JobRights.Answer.MISSING);
            more.addAll(rights.statements(lacking));
            for (String each : rights.all()) {
                String part = "restore by AWS Backup, " + each;
                JobRights.Answer answer = answers.getOrDefault(each, JobRights.Answer.UNKNOWN);
                if (answer == JobRights.Answer.UNKNOWN) {
                    lines.skip(part, "Whether " + principal + " may depends on conditions that AWS was not told.");
                } else {
                    lines.look(part, () -> given(principal, each, answer));
                }
            }
        } catch (BackstayException e) {
            lines.skip(
                    "restore by AWS Backup",
                    e.failure().message() + " " + e.failure().advice());
        }
    }

    private static String given(String principal, String right, JobRights.Answer answer) throws BackstayException {
        if (answer == JobRights.Answer.GIVEN) {
            return "AWS says that " + principal + " may.";
        }
        boolean denied = answer == JobRights.Answer.DENIED;
        throw new BackstayException(new Failure.Refused(
                "AWS",
                principal + " may not " + right + (denied ? ", because a policy denies it" : ""),
                denied ? "Take that out of the policy." : "Add the statement below to its policy."));
    }

    private String another(AwsAccess access, String reader) throws BackstayException, InterruptedException {
        String arn = identity(access);
        if (DeletionRights.principal(arn).equals(DeletionRights.principal(reader))) {
            throw new BackstayException(new Failure.Refused(
                    "Backstay",
                    "it is " + arn + ", which reads as well, so whoever has the key that reads could change",
                    "Make a user or a role of its own for it, by docs/access."));
        }
        return "AWS takes it: it is " + arn + ". What it may do is seen when it is used.";
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
            return "AWS says that it can take no history away.";
        }
        dangerous.addAll(found.allowed());
        throw new BackstayException(new Failure.Refused(
                "Backstay",
                found.principal() + " may "
                        + String.join(
                                ", ",
                                found.allowed().stream()
                                        .map(DeletionRights::words)
                                        .toList())
                        + ", so whoever has its credentials can take history away",
                "Take these actions out of its policies, or add the statement with Deny below to them."));
    }

    private String identity(AwsAccess access) throws BackstayException, InterruptedException {
        AwsIdentity identity = AwsIdentity.of(access, account.places().getFirst());
        String bound = way.bound();
        if (bound != null && !bound.equals(identity.account())) {
            throw new BackstayException(new Failure.Refused(
                    "The vault",
                    "the key is bound to the account " + bound + ", and is " + identity.arn(),
                    "Store it under the account that it belongs to, or put the right key in."));
        }
        return identity.arn();
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
        if (!dangerous.isEmpty()) {
            statements.add(statement("NeverTakeHistoryAway", "Deny", dangerous));
        }
        statements.addAll(more);
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
