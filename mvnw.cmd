@echo off
rem Runs Maven on a JDK that can build Backstay; see mvnw, which does the same elsewhere. Not run on Windows yet.
setlocal
set "HERE=%~dp0"
call "%HERE%.mvn\ground.cmd" || exit /b 3

for /f "usebackq tokens=1,* delims==" %%A in ("%HERE%.mvn\wrapper.properties") do if "%%A"=="maven.version" set "MAVEN_VERSION=%%B"
rem Maven 3 calls methods of the JDK that JDK 25 warns about; the warnings are not about Backstay.
set "MAVEN_OPTS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAVEN_OPTS%"

set "MAVEN="
if defined MAVEN_HOME call :consider "%MAVEN_HOME%\bin\mvn.cmd"
for %%M in (mvn.cmd) do if not "%%~$PATH:M"=="" call :consider "%%~$PATH:M"
if not defined MAVEN call :fetched || exit /b 3
call "%MAVEN%" -f "%HERE%pom.xml" %*
exit /b %ERRORLEVEL%

:consider
if defined MAVEN exit /b 0
if not exist "%~1" exit /b 0
for /f "tokens=3-5 delims=. " %%A in ('call "%~1" --version ^| findstr /c:"Apache Maven"') do call :compare "%~1" %%A %%B %%C
exit /b 0

:compare
set /a "FOUND=%2 * 1000000 + %3 * 1000 + %4" 2>nul
if %FOUND% GEQ 3008006 set "MAVEN=%~1"
exit /b 0

:fetched
set "MAVEN=%USERPROFILE%\.m2\wrapper\backstay\apache-maven-%MAVEN_VERSION%\bin\mvn.cmd"
if exist "%MAVEN%" exit /b 0
"%JAVA_HOME%\bin\java.exe" "%HERE%.mvn\FetchMaven.java" "%HERE%.mvn\wrapper.properties" "%USERPROFILE%\.m2" || exit /b 3
exit /b 0
