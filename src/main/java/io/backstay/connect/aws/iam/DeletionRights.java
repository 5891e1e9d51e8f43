package io.backstay.connect.aws.iam;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a principal may take history away, by `iam:SimulatePrincipalPolicy` (API version 2010-05-08). Nothing is
/// tried on anything; AWS says what its policies come to.
///
/// A right that is not given for `*` may still be given for one bucket or key, so that only an explicit deny proves
/// that it is not there; for databases the real names are asked about, and there not being allowed is enough. Policies
/// of buckets and keys themselves, and other accounts' grants, are not part of the simulation.
public final class DeletionRights {
    /// The permission that asking takes.
    public static final String PERMISSION = Simulation.PERMISSION;

    private static final Pattern SESSION =
            Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([A-Za-z0-9+=,.@_-]{1,64})/.*");
    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/[A-Za-z0-9+=,.@_/-]{1,512}");
    /// Right and name of automated backups: their names are others than those of servers and snapshots, so what is
    /// merely not allowed there proves nothing for them.
    private static final Pattern OF_AUTOMATED =
            Pattern.compile("rds:Delete.*AutomatedBackup|.*:(cluster-)?auto-backup:.*");

    private static final int NAMES_AT_ONCE = 20;

    /// More names than these are not all asked about, and then what is not denied outright stays unknown.
    private static final int NAMES_MAX = 400;

    private final AwsAccess access;
    private final AwsRegion region;

    /// @param region any of the account; it says which of AWS's partitions is asked
    public DeletionRights(AwsAccess access, AwsRegion region) {
        this.access = access;
        this.region = region;
    }

    /// What is known of one principal.
    ///
    /// @param principal a user or a role
    /// @param allowed   what it may
    /// @param open      of which nobody knows
    /// @param by        of what it may, the statements that allow it, where AWS says which
    public record Found(String principal, List<String> allowed, List<String> open, Map<String, List<String>> by) {
        public Found {
            allowed = List.copyOf(allowed);
            open = List.copyOf(open);
            by = Map.copyOf(by);
        }

        /// Whether it could take those away; absent when that is not known.
        public @Nullable Boolean of(History what) {
            if (allowed.stream().anyMatch(what.actions()::contains)) {
                return true;
            }
            return open.stream().anyMatch(what.actions()::contains) ? null : false;
        }

        /// What of it goes by one of those.
        public Found about(Set<History> whats) {
            List<String> actions =
                    whats.stream().flatMap(each -> each.actions().stream()).toList();
            Map<String, List<String>> statements = new LinkedHashMap<>(by);
            statements.keySet().retainAll(actions);
            return new Found(
                    principal,
                    allowed.stream().filter(actions::contains).toList(),
                    open.stream().filter(actions::contains).toList(),
                    statements);
        }

        /// The statements that allow any of it, each once, such as `lines 3 to 9 of the policy power (role)`.
        public List<String> statements() {
            return by.values().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /// An action, and how history goes by it where its name does not say so.
    public static String words(String action) {
        return History.words(action);
    }

    /// Whether a text is the ARN of a user or a role.
    public static boolean isPrincipal(String text) {
        return PRINCIPAL.matcher(text).matches();
    }

    /// The user or role behind a caller: of a session, its role, which is taken to have no path.
    public static String principal(String caller) {
        Matcher session = SESSION.matcher(caller);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : caller;
    }

    /// Asks about everything that takes history away.
    ///
    /// @param names ARNs of databases, volumes and their backups, of automated ones all
    public Found all(String principal, List<String> names) throws BackstayException, InterruptedException {
        return found(principal, List.of(History.values()), names);
    }

    /// Asks about what was listed alone: backups of databases, snapshots of volumes, points in vaults.
    public Found ofPoints(String principal, List<String> names) throws BackstayException, InterruptedException {
        return found(principal, List.of(History.DATABASES, History.VOLUMES, History.VAULTS), names);
    }

    /// Asks about what a bucket holds.
    ///
    /// @param bucket absent for every one
    /// @param prefix with which the keys in question begin, empty for all
    public Found ofFiles(String principal, @Nullable String bucket, String prefix)
            throws BackstayException, InterruptedException {
        String begins = "arn:" + principal.split(":", -1)[1] + ":s3:::" + bucket;
        return found(
                principal,
                List.of(History.FILES),
                bucket == null ? List.of() : List.of(begins, begins + "/" + prefix + "*"));
    }

    private Found found(String principal, List<History> all, List<String> names)
            throws BackstayException, InterruptedException {
        Map<String, Result> results = new LinkedHashMap<>();
        for (History each : all) {
            results.putAll(asked(principal, each, each.named(names)));
        }
        List<String> allowed = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Map<String, List<String>> by = new LinkedHashMap<>();
        results.forEach((action, result) -> {
            if (result.verdict() == Verdict.ALLOWED) {
                allowed.add(action);
                by.put(action, result.by());
            } else if (result.verdict() == Verdict.OPEN) {
                open.add(action);
            }
        });
        return new Found(principal, allowed, open, by);
    }

    private enum Verdict {
        DENIED,
        OPEN,
        ALLOWED
    }

    /// @param by the statements that allow it
    private record Result(String action, Verdict verdict, List<String> by) {
        /// The worse of both, with all statements that allow it.
        Result worse(Result other) {
            int order = verdict.compareTo(other.verdict);
            if (order != 0) {
                return order > 0 ? this : other;
            }
            return new Result(
                    action,
                    verdict,
                    Stream.concat(by.stream(), other.by.stream()).distinct().toList());
        }
    }

    private Map<String, Result> asked(String principal, History what, List<String> things)
            throws BackstayException, InterruptedException {
        List<String> actions = what.actions();
        Map<String, Result> verdicts = new LinkedHashMap<>();
        if (principal.endsWith(":root")) {
            actions.forEach(each -> verdicts.put(each, new Result(each, Verdict.ALLOWED, List.of())));
            return verdicts;
        }
        boolean real = what.provenByNames() && !things.isEmpty() && things.size() <= NAMES_MAX;
        boolean automated = real
                && things.stream().anyMatch(each -> OF_AUTOMATED.matcher(each).matches());
        int asked = Math.min(things.size(), NAMES_MAX);
        int from = 0;
        do {
            int to = Math.min(from + NAMES_AT_ONCE, asked);
            ask(
                    principal,
                    actions,
                    things.subList(from, to),
                    action -> OF_AUTOMATED.matcher(action).matches() ? automated : real,
                    verdicts);
            from = to;
        } while (from < asked);
        // What is not answered is not known.
        for (String each : new TreeSet<>(actions)) {
            verdicts.putIfAbsent(each, new Result(each, Verdict.OPEN, List.of()));
        }
        return verdicts;
    }

    /// Asks about some names; the worst answer to an action counts.
    private void ask(
            String principal,
            List<String> actions,
            List<String> things,
            Predicate<String> real,
            Map<String, Result> verdicts)
            throws BackstayException, InterruptedException {
        var question = new Simulation.Question(actions, things, Map.of());
        for (Result each : new Simulation(access, region).of(principal, question, found -> result(found, real))) {
            verdicts.merge(each.action(), each, Result::worse);
        }
    }

    private static Result result(XmlElement found, Predicate<String> proven) throws BackstayException {
        String action = found.required("EvalActionName");
        boolean real = proven.test(action);
        Result worst = new Result(action, verdict(found.required("EvalDecision"), found, real), statements(found));
        for (XmlElement each : found.list("ResourceSpecificResults")) {
            Verdict one = verdict(each.required("EvalResourceDecision"), each, real);
            worst = worst.worse(new Result(action, one, statements(each)));
        }
        return worst;
    }

    /// Where the statements stand that decided, as far as AWS says so.
    private static List<String> statements(XmlElement found) {
        List<String> all = new ArrayList<>();
        for (XmlElement each : found.list("MatchedStatements")) {
            String policy = each.optional("SourcePolicyId");
            String type = each.optional("SourcePolicyType");
            String from = line(each, "StartPosition");
            String to = line(each, "EndPosition");
            if (policy != null) {
                all.add((from == null ? "" : "lines " + from + " to " + (to == null ? from : to) + " of ")
                        + "the policy " + policy + (type == null ? "" : " (" + type + ")"));
            }
        }
        return all;
    }

    private static @Nullable String line(XmlElement statement, String which) {
        XmlElement position = statement.child(which);
        return position == null ? null : position.optional("Line");
    }

    private static Verdict verdict(String decision, XmlElement found, boolean real) {
        boolean depends = Simulation.depends(found);
        return switch (decision) {
            case "allowed" -> Verdict.ALLOWED;
            case "explicitDeny" -> depends ? Verdict.OPEN : Verdict.DENIED;
            case "implicitDeny" -> real && !depends ? Verdict.DENIED : Verdict.OPEN;
            default -> Verdict.OPEN;
        };
    }
}
