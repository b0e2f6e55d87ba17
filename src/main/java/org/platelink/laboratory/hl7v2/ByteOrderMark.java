package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The byte order mark at the start of a text, which identifies its Unicode encoding. */
enum ByteOrderMark {
    UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
    UTF_16_BIG_END_FIRST(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
    UTF_16_LITTLE_END_FIRST(StandardCharsets.UTF_16LE, 0xFF, 0xFE),
    NONE(null);

    private final @Nullable Charset charset;
    private final int[] bytes;

    ByteOrderMark(@Nullable Charset charset, int... bytes) {
        this.charset = charset;
        this.bytes = bytes;
    }

    static ByteOrderMark of(byte[] text) {
        for (ByteOrderMark mark : values()) {
            if (mark.starts(text)) {
                return mark;
            }
        }
        return NONE;
    }

    /** The character set of the text after the mark; null if there is no mark. */
    @Nullable
    Charset charset() {
        return charset;
    }

    int length() {
        return bytes.length;
    }

    private boolean starts(byte[] text) {
        if (text.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((text[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
