package org.platelink.platform.hapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Holds the circles of beans that refer to each other to {@code circles.txt}: HAPI's own, for which circular references
 * are allowed. Of ours there are those alone that stand in the place of HAPI's.
 */
@ServerTest
class BeanCirclesIT {

    private static final Path EXPECTED = Path.of("src/test/resources/org/platelink/platform/hapi/circles.txt");

    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<TreeSet<String>> circles = new ArrayList<>();

    BeanCirclesIT(@Autowired ConfigurableApplicationContext context) {
        this.beans = context.getBeanFactory();
    }

    @Test
    void areHapisOwn() throws IOException {
        for (String bean : beans.getBeanDefinitionNames()) {
            if (!numbers.containsKey(bean)) {
                visit(bean);
            }
        }
        List<String> lines = circles.stream()
                .map(circle -> String.join(", ", circle))
                .sorted()
                .toList();
        Files.write(Path.of("target", "circles.txt"), lines);

        assertThat(lines).isEqualTo(Files.readAllLines(EXPECTED));
    }

    /** Tarjan's strongly connected components. */
    private void visit(String bean) {
        int number = numbers.size();
        numbers.put(bean, number);
        lowest.put(bean, number);
        open.push(bean);
        for (String other : beans.getDependenciesForBean(bean)) {
            if (!numbers.containsKey(other)) {
                visit(other);
                lowest.merge(bean, lowest.get(other), Math::min);
            } else if (open.contains(other)) {
                lowest.merge(bean, numbers.get(other), Math::min);
            }
        }
        if (lowest.get(bean) == number) {
            TreeSet<String> circle = new TreeSet<>();
            String last;
            do {
                last = open.pop();
                circle.add(last);
            } while (!last.equals(bean));
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }
    }
}
