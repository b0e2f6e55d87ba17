package org.platelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker/ starts is safe as it is written: nothing has to be added to it. */
class DockerFilesTests {

    private static final Path DOCKER = Path.of("docker");

    @Test
    void everyContainerHasNoMoreThanItNeeds() throws IOException {
        services("compose.yaml").forEach((name, service) -> {
            assertThat(service.get("read_only")).as(name).isEqualTo(true);
            assertThat(service.get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
            assertThat(service.get("cap_add"))
                    .as(name)
                    .isIn(null, List.of("NET_BIND_SERVICE"), List.of("CHOWN", "DAC_OVERRIDE"));
            assertThat(service.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service)
                    .as(name)
                    .containsKeys("mem_limit", "pids_limit", "cpus")
                    .doesNotContainKey("privileged");
            assertThat(String.valueOf(service.get("volumes"))).as(name).doesNotContain("docker.sock");
        });
    }

    @Test
    void othersReachTheProxyAndALaboratorysPortAlone() throws IOException {
        services("compose.yaml")
                .forEach((name, service) ->
                        assertThat(service.containsKey("ports")).as(name).isEqualTo(name.equals("proxy")));
        assertThat(services("compose.mllp.yaml").get("platelink").get("ports")).isEqualTo(List.of("2575:2575"));
        assertThat(Files.readString(DOCKER.resolve("Caddyfile"))).contains("Strict-Transport-Security", "admin off");
        assertThat(services("compose.yaml").get("database").get("networks")).isEqualTo(List.of("back"));
    }

    @Test
    void onlyPagesAreRedirectedToTls() throws IOException {
        String caddy = Files.readString(DOCKER.resolve("Caddyfile"));

        assertThat(caddy)
                .contains(
                        "auto_https disable_redirects", "@pages path / /desk /desk/* /ig /ig/* /registry /registry/*");
        assertThat(caddy).containsPattern("redir @pages https://\\{host}\\{uri} permanent\\s+respond [^\\n]+ 403");
    }

    @Test
    void noPasswordStandsInAFile() throws IOException {
        for (String file : List.of("compose.yaml", "compose.mllp.yaml", "Dockerfile")) {
            assertThat(Files.readAllLines(DOCKER.resolve(file)))
                    .as(file)
                    .filteredOn(line -> line.matches("(?i)\\s*[A-Z_]*(PASSWORD|SECRET|_KEY)\\s*[:=].*"))
                    .allMatch(line -> line.matches(".*[:=]\\s*(\\$\\{[A-Z_]+:\\?.*}|/.*)"));
        }
    }

    @Test
    void theServerIsNotRoot() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));

        assertThat(lines).anyMatch(line -> line.matches("USER [1-9]\\d+:[1-9]\\d+"));
        assertThat(lines).noneMatch(line -> line.startsWith("ADD ") || line.contains("--chown"));
        assertThat(services("compose.yaml").get("database").get("user")).isEqualTo("postgres");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Map<String, Object> whole = new Yaml().load(Files.readString(DOCKER.resolve(file)));
        return (Map<String, Map<String, Object>>) whole.get("services");
    }
}
