package io.backstay.cli.terminal;

import io.backstay.base.TenantId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A tenant's key as it is typed.
public final class TenantWord implements ITypeConverter<TenantId> {
    @Override
    public TenantId convert(String typed) {
        try {
            return new TenantId(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
