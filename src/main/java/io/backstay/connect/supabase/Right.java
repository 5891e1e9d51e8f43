package io.backstay.connect.supabase;

/// What a token needs to be allowed for a question of the Management API, as its OpenAPI document says
/// (`security` of each operation; supabase/cli@1d1e7191).
///
/// @param fineGrained of a token with chosen permissions, such as `backups_read`
/// @param scope       of an OAuth token, such as `database:read`; empty where the document names none
public record Right(String fineGrained, String scope) {
    static final Right PROJECTS = new Right("projects_read", "projects:read");
    static final Right BACKUPS = new Right("backups_read", "database:read");
    static final Right ADDONS = new Right("infra_add_ons_read", "");
    static final Right RESTORE = new Right("backups_write", "database:write");
    static final Right ORGANIZATION = new Right("organization_admin_read", "organizations:read");

    /// Such as `backups_read (OAuth scope database:read)`.
    @Override
    public String toString() {
        return scope.isEmpty() ? fineGrained : fineGrained + " (OAuth scope " + scope + ")";
    }
}
