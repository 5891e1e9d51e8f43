package io.backstay.audit;

import io.backstay.base.TenantId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is to be recorded: an act, what it is done to, and what it belongs to.
///
/// @param act      what is done, such as `restore.import`
/// @param target   what it is done to
/// @param tenant   the id of the tenant that it is about, absent when it is about none; decides who is given the
/// entry
/// @param caseId   the case that it belongs to, absent outside of one
/// @param run      the restore that it belongs to, absent outside of one
/// @param planHash the hash of the plan under which it is done, absent when there is none
/// @param detail   further facts, never a secret and never a customer's data
public record Deed(
        String act,
        String target,
        @Nullable String tenant,
        @Nullable String caseId,
        @Nullable String run,
        @Nullable String planHash,
        Map<String, String> detail) {
    private static final Pattern ACT = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+){0,7}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");
    private static final int ACT_MAX = 64;

    public Deed {
        if (act.length() > ACT_MAX || !ACT.matcher(act).matches()) {
            throw new IllegalArgumentException("not an act's name: '" + act + "'");
        }
        requireNames(detail);
        detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    }

    /// Plain letters and digits only, so that every language sorts them alike.
    static void requireNames(Map<String, String> detail) {
        for (String name : detail.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a detail's name: '" + name + "'");
            }
        }
    }

    /// An act that belongs to no tenant, case or restore yet.
    public static Deed of(String act, String target) {
        return new Deed(act, target, null, null, null, null, Map.of());
    }

    /// The same, about a tenant.
    public Deed about(TenantId about) {
        return new Deed(act, target, about.value(), caseId, run, planHash, detail);
    }

    /// The same, in a case.
    public Deed inCase(String id) {
        return new Deed(act, target, tenant, id, run, planHash, detail);
    }

    /// The same, in a restore.
    public Deed inRun(String id) {
        return new Deed(act, target, tenant, caseId, id, planHash, detail);
    }

    /// The same, under a plan.
    public Deed underPlan(String hash) {
        return new Deed(act, target, tenant, caseId, run, hash, detail);
    }

    /// The same with another fact.
    public Deed with(String name, String value) {
        Map<String, String> more = new TreeMap<>(detail);
        more.put(name, value);
        return new Deed(act, target, tenant, caseId, run, planHash, more);
    }

    /// The same with other facts in place of those that it has.
    Deed saying(Map<String, String> facts) {
        return new Deed(act, target, tenant, caseId, run, planHash, facts);
    }
}
