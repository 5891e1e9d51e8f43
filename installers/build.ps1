# Makes an app-image of Backstay on Windows, in target\installers. See installers\build, which does the same elsewhere.
# Written from the documentation of jlink and jpackage; not tested.
$ErrorActionPreference = 'Stop'

$here = Split-Path -Parent $PSScriptRoot
$target = Join-Path $here 'target'
$out = Join-Path $target 'installers'
$work = Join-Path $out '.work'

function Refuse($sentence) {
    [Console]::Error.WriteLine($sentence)
    exit 3
}

function Lines($name) {
    Get-Content (Join-Path $PSScriptRoot $name) | Where-Object { $_ -and -not $_.StartsWith('#') }
}

function Run($program, $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { Refuse "$program failed; the lines above say why." }
}

if (-not $env:JAVA_HOME -or -not (Test-Path (Join-Path $env:JAVA_HOME 'bin\jpackage.exe'))) {
    Refuse 'Set JAVA_HOME to the folder of a JDK 25 or newer.'
}
$tools = Join-Path $env:JAVA_HOME 'bin'
$version = ([xml](Get-Content (Join-Path $here 'pom.xml'))).project.version
$jar = "backstay-$version.jar"

Run (Join-Path $here 'mvnw.cmd') @('-q', '-B', '-Dquick', '-Dmaven.test.skip=true', 'package')

if (Test-Path $out) { Remove-Item -Recurse -Force $out }
$libraries = New-Item -ItemType Directory -Force (Join-Path $work 'input')
$javafx = New-Item -ItemType Directory -Force (Join-Path $work 'javafx')
foreach ($library in Get-ChildItem (Join-Path $target 'lib') -Filter *.jar) {
    if ($library.Name -match '^(javafx|jfx-incubator)-.*-win.*\.jar$') { Copy-Item $library.FullName $javafx }
    elseif ($library.Name -notmatch '^(javafx|jfx-incubator)-') { Copy-Item $library.FullName $libraries }
}
Copy-Item (Join-Path $target $jar), (Join-Path $here 'LICENSE'), (Join-Path $here 'THIRD-PARTY-NOTICES.txt') $libraries

Run (Join-Path $tools 'jlink.exe') @(
    '--module-path', $javafx, '--add-modules', ((Lines 'modules') -join ','), '--include-locales=en,de',
    '--strip-debug', '--no-man-pages', '--no-header-files', '--compress=zip-6', '--output', (Join-Path $work 'runtime'))

# A second launcher that keeps the terminal; the first one opens the window without one.
Set-Content (Join-Path $work 'terminal.properties') 'win-console=true'
$arguments = @(
    '--type', 'app-image', '--dest', $out, '--name', 'Backstay', '--app-version', $version,
    '--vendor', 'The Backstay authors', '--description', 'Operator console for SaaS backups',
    '--input', $libraries, '--main-jar', $jar, '--main-class', 'io.backstay.app.Main',
    '--runtime-image', (Join-Path $work 'runtime'),
    '--add-launcher', "backstay-terminal=$(Join-Path $work 'terminal.properties')",
    '--java-options', '--enable-native-access=javafx.graphics,ALL-UNNAMED',
    '--java-options', '-XX:ErrorFile=NUL')
foreach ($option in Lines 'java-options') { $arguments += @('--java-options', $option) }
Run (Join-Path $tools 'jpackage.exe') $arguments

Remove-Item -Recurse -Force $work
Write-Output "done: $(Join-Path $out 'Backstay')"
