package io.backstay.estate;

import io.backstay.base.TenantId;

/// A customer whose data lies beside that of others.
public record Tenant(TenantId id, String name) {}
