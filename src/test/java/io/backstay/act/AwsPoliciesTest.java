package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.aws.api.AwsAccess;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.api.EnabledRegions;
import io.backstay.connect.aws.backup.BackupAccount;
import io.backstay.connect.aws.ebs.EbsAccount;
import io.backstay.connect.aws.iam.DeletionRights;
import io.backstay.connect.aws.iam.KeyRights;
import io.backstay.connect.aws.rds.RdsAccount;
import io.backstay.connect.aws.scratch.Placing;
import io.backstay.connect.aws.scratch.ScratchServers;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.bucket.KeptBucket;
import io.backstay.connect.s3.posture.BucketQuestion;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.fixture.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the shipped AWS policies allow and deny, read from the files; AWS itself is not asked.
final class AwsPoliciesTest {
    private static final Path FOLDER = Path.of("docs/access");
    private static final String LIST = "aws-list.json";
    private static final String BUCKETS = "aws-buckets.json";
    private static final String RESTORE = "aws-restore-to-scratch.json";

    private static final String NEW_PLACE = "aws-new-place.json";
    private static final String NOW = "aws-backup-now.json";

    /// An addition to [#RESTORE], whose denials hold for the same role.
    private static final String JOBS = "aws-restore-by-backup.json";

    private static final List<String> FILES = List.of(
            "aws-read.json", LIST, BUCKETS, RESTORE, JOBS, "aws-write-to-live.json", NEW_PLACE, NOW, "aws-trust.json");

    /// AWS's limit for a managed policy, in characters without white space.
    private static final int POLICY_CHARS_MAX = 6_144;

    private static final Set<String> NEVER = Set.of(
            "rds:DeleteDBSnapshot",
            "rds:DeleteDBClusterSnapshot",
            "rds:DeleteDBInstanceAutomatedBackup",
            "rds:DeleteDBClusterAutomatedBackup",
            "ec2:DeleteSnapshot",
            "rbin:DeleteRule",
            "rbin:UpdateRule",
            "rbin:UnlockRule",
            "dlm:DeleteLifecyclePolicy",
            "backup:DeleteRecoveryPoint",
            "backup:DeleteBackupVaultLockConfiguration",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:BypassGovernanceRetention",
            "s3:PutLifecycleConfiguration",
            "s3:PutBucketVersioning",
            "kms:ScheduleKeyDeletion",
            "kms:DisableKey");
    private static final Set<String> REMOVE_SCRATCH = Set.of("rds:DeleteDBInstance", "rds:DeleteDBCluster");
    private static final Pattern ACTION = Pattern.compile("[a-z0-9]+:[A-Z][A-Za-z0-9]+");
    private static final Pattern REMOVES =
            Pattern.compile("[a-z0-9]+:(Delete|Terminate|Remove|Purge|Disable|Bypass|Schedule|Revoke).*");

    /// What a reader is told of all files must not be in one of them alone.
    @ParameterizedTest
    @ValueSource(strings = {"aws-read.json", LIST, BUCKETS, RESTORE, "aws-write-to-live.json", NEW_PLACE, NOW})
    void whatThePageSaysOfAllFilesStandsInEach(String file) throws BackstayException, IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));
        int from = page.indexOf("### In all of them");
        Set<String> said = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^[|] `(Never[A-Za-z]+)` [|]")
                .matcher(page.substring(from, page.indexOf("\n###", from)));
        while (row.find()) {
            said.add(row.group(1));
        }
        assertEquals(5, said.size(), said::toString);
        for (Statement statement : statements(file)) {
            if (statement.effect().equals("Deny") && statement.unconditional()) {
                said.remove(statement.name());
            }
        }
        assertEquals(Set.of(), said, file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-read.json", LIST, BUCKETS, RESTORE, "aws-write-to-live.json", NEW_PLACE, NOW})
    void whatTakesBackupsAwayIsDeniedEverywhereWithoutCondition(String file) throws BackstayException {
        Set<String> denied = new TreeSet<>();
        for (Statement statement : statements(file)) {
            if (statement.effect().equals("Deny") && statement.unconditional()) {
                denied.addAll(statement.actions());
            }
        }
        Set<String> missing = new TreeSet<>(NEVER);
        missing.removeAll(denied);
        assertEquals(Set.of(), missing);
    }

    static List<String> files() {
        return FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyActionIsNamedAndNoneIsBothAllowedAndDeniedForAll(String file) throws BackstayException, IOException {
        Set<String> allowed = new TreeSet<>();
        Set<String> denied = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (Statement statement : statements(file)) {
            assertTrue(names.add(statement.name()), statement.name());
            assertFalse(statement.members().containsKey("NotAction"), statement.name());
            assertFalse(statement.actions().isEmpty(), statement.name());
            for (String action : statement.actions()) {
                assertTrue(ACTION.matcher(action).matches(), action);
            }
            if (statement.effect().equals("Allow")) {
                allowed.addAll(statement.actions());
            } else if (statement.unconditional()) {
                denied.addAll(statement.actions());
            }
        }
        allowed.retainAll(denied);
        assertEquals(Set.of(), allowed);
        int chars = Files.readString(FOLDER.resolve(file)).replaceAll("\\s", "").length();
        assertTrue(chars <= POLICY_CHARS_MAX, file + " has " + chars + " characters");
    }

    /// `connection test` and `sync` ask exactly what the smaller policy allows.
    @Test
    void whatAListingAsksIsAllowedAndNothingElse() throws BackstayException {
        Set<String> asked = new TreeSet<>(RdsAccount.permissions());
        asked.add(DeletionRights.PERMISSION);
        asked.addAll(EbsAccount.permissions());
        asked.add(EnabledRegions.PERMISSION);
        asked.addAll(BackupAccount.permissions());
        assertEquals(asked, allowed(LIST));
        assertTrue(allowed("aws-read.json").containsAll(asked), "the larger policy covers it");
    }

    @Test
    void whatMakingAndRemovingAScratchServerTakesIsAllowed() throws BackstayException {
        Set<String> needed = new TreeSet<>(ScratchServers.permissions());
        needed.removeAll(allowed(RESTORE));
        assertEquals(Set.of(), needed);
    }

    /// `connection test` asks about everything that the keys of snapshots and of new servers do, and about nothing that
    /// the shipped policies do not give.
    @Test
    void whatIsAskedAboutAKeyIsWhatItsPolicyGives() throws BackstayException {
        String user = "arn:aws:iam::123456789012:user/restorer";
        var here = new AwsRegion("eu-central-1");
        var placing = new Placing(here, "g", List.of("sg-0123456789abcdef0"), "p", "c", "db.r6g.large");
        try (HttpTransport transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, new Random(1))) {
            var access = new AwsAccess(
                    transport,
                    new S3Credentials("AKIAIOSFODNN7EXAMPLE", () -> Secrets.of("unused"), null),
                    InstantSource.system(),
                    null);
            Set<String> now = new TreeSet<>(
                    KeyRights.ofBackups(access, here, user, List.of()).all());
            now.add(DeletionRights.PERMISSION);
            assertEquals(allowed(NOW), now);
            Set<String> asked = new TreeSet<>(
                    KeyRights.ofServers(access, placing, user, List.of()).all());
            Set<String> sent = new TreeSet<>(ScratchServers.permissions());
            sent.add("rds:AddTagsToResource");
            assertEquals(sent, asked);
            assertTrue(allowed(RESTORE).containsAll(asked), asked::toString);
            for (boolean copies : List.of(true, false)) {
                Set<String> files = new TreeSet<>(
                        KeyRights.ofFiles(access, here, user, "b", "p/", copies).all());
                Set<String> given = allowed(copies ? RESTORE : "aws-write-to-live.json");
                given.removeIf(each -> !each.startsWith("s3:"));
                assertEquals(given, files);
            }
        }
    }

    /// `connection test` asks about exactly these, and what a job makes is tagged as what RDS makes.
    @Test
    void whatARestoreJobOfAwsBackupTakesIsAllowedAndNothingElse() throws BackstayException {
        String role = "arn:aws:iam::123456789012:role/restore";
        Set<String> needed = new TreeSet<>();
        try (HttpTransport transport = new HttpTransport(HttpLimits.USUAL, Thread::sleep, new Random(1))) {
            var access = new AwsAccess(
                    transport,
                    new S3Credentials("AKIAIOSFODNN7EXAMPLE", () -> Secrets.of("unused"), null),
                    InstantSource.system(),
                    null);
            needed.addAll(KeyRights.ofJobs(access, new AwsRegion("eu-central-1"), role)
                    .all());
        }
        Set<String> sent = new TreeSet<>(ScratchServers.jobPermissions());
        sent.add("iam:PassRole");
        sent.add("rds:AddTagsToResource");
        assertEquals(needed, sent);
        needed.remove("rds:AddTagsToResource");
        assertEquals(needed, allowed(JOBS));
        assertTrue(allowed(RESTORE).contains("rds:AddTagsToResource"));
        for (Statement statement : statements(JOBS)) {
            if (statement.actions().contains("iam:PassRole")) {
                assertEquals(
                        Map.of("StringEquals iam:PassedToService", "backup.amazonaws.com"), statement.conditions());
                assertEquals(List.of("arn:aws:iam::ACCOUNT_ID:role/RESTORE_ROLE"), statement.list("Resource"));
            }
        }
    }

    /// `connection test` and `sync` ask a bucket exactly what this statement allows, besides its place and inventory.
    @Test
    void whatABucketIsAskedIsAllowed() throws BackstayException {
        Set<String> asked = new TreeSet<>();
        for (BucketQuestion each : BucketQuestion.values()) {
            asked.add(each.permission());
        }
        assertTrue(allowed("aws-read.json").containsAll(asked), asked::toString);
        asked.add("s3:ListAllMyBuckets");
        asked.add(KeptBucket.LIST);
        assertEquals(asked, allowed(BUCKETS));
    }

    private static Set<String> allowed(String file) throws BackstayException {
        Set<String> allowed = new TreeSet<>();
        for (Statement statement : statements(file)) {
            if (statement.effect().equals("Allow")) {
                allowed.addAll(statement.actions());
            }
        }
        return allowed;
    }

    @Test
    void nothingThatRemovesIsAllowedButATaggedScratchServer() throws BackstayException {
        List<String> found = new ArrayList<>();
        for (String file :
                List.of("aws-read.json", LIST, BUCKETS, RESTORE, JOBS, "aws-write-to-live.json", NEW_PLACE, NOW)) {
            for (Statement statement : statements(file)) {
                for (String action : statement.actions()) {
                    if (statement.effect().equals("Allow")
                            && REMOVES.matcher(action).matches()) {
                        found.add(file + " " + action);
                        assertEquals(
                                Map.of("StringEquals aws:ResourceTag/backstay", "scratch"), statement.conditions());
                        for (String resource : statement.list("Resource")) {
                            assertTrue(resource.endsWith(":backstay-scratch-*"), resource);
                        }
                    }
                }
            }
        }
        assertEquals(
                REMOVE_SCRATCH.stream()
                        .map(action -> RESTORE + " " + action)
                        .sorted()
                        .toList(),
                found.stream().sorted().toList());
    }

    @Test
    void aServerThatIsNotScratchIsProtectedTwice() throws BackstayException {
        boolean denied = statements(RESTORE).stream()
                .anyMatch(statement -> statement.effect().equals("Deny")
                        && Set.copyOf(statement.actions()).equals(REMOVE_SCRATCH)
                        && statement.list("Resource").equals(List.of("*"))
                        && statement
                                .conditions()
                                .equals(Map.of("StringNotEquals aws:ResourceTag/backstay", "scratch")));
        assertTrue(denied, "removing anything without the tag must be denied");
        boolean tagging = statements(RESTORE).stream()
                .anyMatch(statement -> statement.effect().equals("Deny")
                        && statement.actions().contains("rds:AddTagsToResource")
                        && statement.list("NotResource").stream()
                                .allMatch(each -> each.endsWith("backstay-scratch-*")));
        assertTrue(tagging, "giving the tag to anything else must be denied");
    }

    @Test
    void onlyCopiesOfTheTenantsOwnVersionsAreWrittenToLive() throws BackstayException {
        for (Statement statement : statements("aws-write-to-live.json")) {
            boolean writes = statement.actions().stream().anyMatch(action -> action.startsWith("s3:Put"));
            if (statement.effect().equals("Allow") && writes) {
                assertEquals(List.of("arn:aws:s3:::BUCKET/TENANT_PREFIX/*"), statement.list("Resource"));
                if (statement.actions().contains("s3:PutObject")) {
                    assertEquals(
                            "BUCKET/TENANT_PREFIX/* /BUCKET/TENANT_PREFIX/*",
                            statement.conditions().get("StringLike s3:x-amz-copy-source"));
                }
            }
        }
    }

    @Test
    void restoreTestsWriteTheirOwnCopiesOnly() throws BackstayException {
        String copies = "arn:aws:s3:::BUCKET/backstay-restore-tests/*";
        boolean denied = false;
        for (Statement statement : statements(RESTORE)) {
            if (statement.actions().contains("s3:PutObject")) {
                boolean allows = statement.effect().equals("Allow");
                assertEquals(List.of(copies), statement.list(allows ? "Resource" : "NotResource"), statement.name());
                denied |= !allows;
            }
        }
        assertTrue(denied, "writing anything else must be denied");
    }

    @Test
    void filesOfANewPlaceAreWrittenToItsOwnBucketOnly() throws BackstayException {
        List<String> allowed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Statement statement : statements(NEW_PLACE)) {
            if (statement.actions().contains("s3:PutObject")) {
                boolean allows = statement.effect().equals("Allow");
                (allows ? allowed : kept).addAll(statement.list(allows ? "Resource" : "NotResource"));
            }
        }
        assertEquals(List.of("arn:aws:s3:::NEW_BUCKET/*"), allowed);
        assertEquals(allowed, kept, "and denied everywhere else");
    }

    @Test
    void readingChangesNothing() throws BackstayException {
        for (Statement statement : statements("aws-read.json")) {
            for (String action : statement.actions()) {
                String verb = action.substring(action.indexOf(':') + 1);
                assertTrue(
                        statement.effect().equals("Deny") || verb.matches("(Describe|List|Get|Decrypt|Simulate).*"),
                        action);
            }
        }
    }

    @Test
    void theRoleIsAssumedWithAnExternalIdAndASecondFactor() throws BackstayException {
        List<Statement> trust = statements("aws-trust.json");
        assertEquals(1, trust.size());
        assertEquals(List.of("sts:AssumeRole"), trust.getFirst().actions());
        assertEquals(
                Map.of(
                        "StringEquals sts:ExternalId", "EXTERNAL_ID",
                        "Bool aws:MultiFactorAuthPresent", "true",
                        "NumericLessThan aws:MultiFactorAuthAge", "3600"),
                trust.getFirst().conditions());
    }

    @Test
    void everyStatementAndEveryPlaceholderIsExplained() throws BackstayException, IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));
        Pattern placeholder = Pattern.compile("\\b[A-Z]+(_[A-Z]+)+\\b|\\b(REGION|BUCKET|OPERATOR)\\b");
        for (String file : FILES) {
            for (Statement statement : statements(file)) {
                assertTrue(page.contains("`" + statement.name() + "`"), statement.name());
            }
            Matcher matcher = placeholder.matcher(Files.readString(FOLDER.resolve(file)));
            while (matcher.find()) {
                assertTrue(page.contains("`" + matcher.group() + "`"), matcher.group());
            }
        }
    }

    private record Statement(Map<String, Value> members) {
        String name() throws BackstayException {
            return text("Sid");
        }

        String effect() {
            return members.get("Effect") instanceof Value.Text(var _, var word) ? word : "";
        }

        boolean unconditional() {
            return !members.containsKey("Condition") && list("Resource").equals(List.of("*"));
        }

        List<String> actions() {
            return list("Action");
        }

        /// The conditions, such as `StringEquals aws:RequestedRegion` with its values in one line.
        Map<String, String> conditions() {
            Map<String, String> found = new TreeMap<>();
            if (members.get("Condition") instanceof Value.Members(var _, var operators)) {
                operators.forEach((operator, tests) -> {
                    if (tests instanceof Value.Members(var _, var keys)) {
                        keys.forEach((key, value) -> found.put(operator + " " + key, String.join(" ", texts(value))));
                    }
                });
            }
            return found;
        }

        List<String> list(String member) {
            Value value = members.get(member);
            return value == null ? List.of() : texts(value);
        }

        private String text(String member) throws BackstayException {
            Value value = members.get(member);
            return value == null ? "" : value.text();
        }

        private static List<String> texts(Value value) {
            return switch (value) {
                case Value.Text(var _, var text) -> List.of(text);
                case Value.Items(var _, var values) ->
                    values.stream().flatMap(each -> texts(each).stream()).toList();
                default -> throw new AssertionError("neither text nor list: " + value);
            };
        }
    }

    private static List<Statement> statements(String file) throws BackstayException {
        Value.Members policy = (Value.Members) Json.read(FOLDER.resolve(file));
        assertEquals(Set.of("Version", "Statement"), policy.values().keySet());
        List<Statement> statements = new ArrayList<>();
        if (!(policy.values().get("Statement") instanceof Value.Items(var _, var values))) {
            throw new AssertionError(file + " has no statements");
        }
        for (Value each : values) {
            statements.add(new Statement(((Value.Members) each).values()));
        }
        return statements;
    }
}
