package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderCharsetTests {

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb18030", "ISO-8859-1", "windows-1252", "Big5", "UTF-8", " GB2312 "})
    void takesASetInWhichAHeaderCanBeRead(String name) {
        assertThat(SenderCharset.of(name).name()).isEqualToIgnoringCase(name.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "8859/1", "UTF-16", "UTF-32", "IBM037", "ISO-2022-CN"})
    void refusesAnyOther(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SenderCharset.of(name))
                .withMessageContaining("such as GBK");
    }
}
