package io.backstay.cli.terminal;

import io.backstay.base.AssetId;
import picocli.CommandLine;

/// An asset's id as it is typed.
public final class AssetWord implements CommandLine.ITypeConverter<AssetId> {
    @Override
    public AssetId convert(String typed) {
        try {
            return new AssetId(typed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
